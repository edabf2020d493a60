// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.io.Serializable;
import java.util.List;

/**
 * Rows in, rows out, a batch at a time. Pure: the same rows give the same rows, whatever the batch
 * they come in, on any thread; so each row's result may depend on that row alone.
 */
public interface BatchFunction extends Serializable {

  /** What it makes of rows with these fields. */
  List<Field> writes(List<Field> reads);

  /** Appends to {@code out} what becomes of the rows of {@code in}, in their order. */
  void apply(Batch in, Batch out);
}
