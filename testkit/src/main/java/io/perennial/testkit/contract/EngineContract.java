// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.lake.Engine;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Engine} must do. Each engine's test extends it and opens the engine once, for
 * all of these.
 */
public abstract class EngineContract {

  /** The engine under test, the same for all tests. */
  protected abstract Engine engine();

  /** Views of tables at a snapshot. */
  @Nested
  public class Tables extends TableViewContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Views of separated files. */
  @Nested
  public class Csv extends CsvViewContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Views of JSON Lines and Parquet files. */
  @Nested
  public class OtherFiles extends FileViewContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Steps and their values. */
  @Nested
  public class Steps extends StepContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Rows in and rows out. */
  @Nested
  public class Streams extends StreamContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Folds. */
  @Nested
  public class Folds extends FoldContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** Files of tables. */
  @Nested
  public class Writing extends WriteContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }

  /** The functions whose definition differs by engine. */
  @Nested
  public class Functions extends FunctionsContract {
    @Override
    protected Engine engine() {
      return EngineContract.this.engine();
    }
  }
}
