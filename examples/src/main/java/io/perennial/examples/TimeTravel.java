// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import io.perennial.lake.Batches;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;

/** The lake as it was: each commit is a snapshot, and a snapshot is read like the newest one. */
public final class TimeTravel {

  private TimeTravel() {}

  /** Works in the folder that is named, which must be empty or new. */
  public static void main(String[] args) throws Exception {
    try (ExampleLake example = new ExampleLake(ExampleFolder.of(args))) {
      example.order("orders of 2024", 2024);
      example.order("orders of 2025", 2025);
      // a batch goes in once, however often it is sent
      example.order("orders of 2025", 2025);

      LakeTable events = example.events();
      for (Snapshot snapshot : events.history()) {
        TableScan then = events.scanAt(snapshot.id());
        System.out.printf(
            "%s: %d orders, worth %.2f%n",
            snapshot.operation(), snapshot.rows(), worth(example, then));
      }
      System.out.printf("now: worth %.2f%n", worth(example, events.scan()));
    }
  }

  private static double worth(ExampleLake example, TableScan scan) {
    example.engine().view("orders", scan);
    try (Batches sum = example.engine().query("SELECT sum(amount) AS worth FROM orders")) {
      sum.next();
      return sum.batch().doubles(0)[0];
    }
  }
}
