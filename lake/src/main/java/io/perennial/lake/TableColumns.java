// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.governance.DataClass;

/** Columns that many tables have, said in one line. */
final class TableColumns {

  private TableColumns() {}

  /** For people to read of one customer. */
  static Column reason(int id, String meaning) {
    return new Column(id, "reason", ColumnType.STRING, DataClass.PSEUDONYMOUS, meaning);
  }

  static Column customer(int id) {
    return new Column(id, "customer_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the customer");
  }

  static Column asOf(int id) {
    return instant(id, "as_of", "as known just before this instant, UTC");
  }

  static Column run(int id) {
    return text(id, "run_id", "the run that said so");
  }

  static Column instant(int id, String name, String meaning) {
    return new Column(id, name, ColumnType.TIMESTAMP, DataClass.GENERAL, meaning);
  }

  static Column text(int id, String name, String meaning) {
    return new Column(id, name, ColumnType.STRING, DataClass.GENERAL, meaning);
  }

  static Column number(int id, String name, String meaning) {
    return new Column(id, name, ColumnType.DOUBLE, DataClass.GENERAL, meaning);
  }

  static Column flag(int id, String name, String meaning) {
    return new Column(id, name, ColumnType.BOOLEAN, DataClass.GENERAL, meaning);
  }

  static Column count(int id, String name, String meaning) {
    return new Column(id, name, ColumnType.LONG, DataClass.GENERAL, meaning);
  }
}
