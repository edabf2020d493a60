// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.segment.RfmScores;
import java.util.Arrays;

/** What all customers are scored by, in columns: 24 bytes a customer. */
final class RfmValues {

  private double[] recencyDays = new double[1024];
  private double[] purchases = new double[1024];
  private double[] money = new double[1024];
  private int count;

  private RfmValues() {}

  static RfmValues read(Engine engine) {
    RfmValues values = new RfmValues();
    try (Batches rows =
        engine.query("SELECT recency_days, purchases, monetary FROM rfm_customers")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          values.add((double) batch.longs(0)[i], (double) batch.longs(1)[i], batch.doubles(2)[i]);
        }
      }
    }
    return values;
  }

  private void add(double days, double bought, double spent) {
    if (count == money.length) {
      int room = Math.multiplyExact(count, 2);
      recencyDays = Arrays.copyOf(recencyDays, room);
      purchases = Arrays.copyOf(purchases, room);
      money = Arrays.copyOf(money, room);
    }
    recencyDays[count] = days;
    purchases[count] = bought;
    money[count++] = spent;
  }

  RfmScores scores() {
    return RfmScores.of(
        Arrays.copyOf(recencyDays, count),
        Arrays.copyOf(purchases, count),
        Arrays.copyOf(money, count));
  }
}
