// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;

/**
 * What turns a customer's days since the last purchase, purchases and money into scores: quintiles
 * of all customers. Immutable.
 */
public final class RfmScores implements Serializable {
  private static final long serialVersionUID = 1;

  private final Quintiles recency;
  private final Quintiles frequency;
  private final Quintiles monetary;

  private RfmScores(Quintiles recency, Quintiles frequency, Quintiles monetary) {
    this.recency = recency;
    this.frequency = frequency;
    this.monetary = monetary;
  }

  /**
   * Those of n customers.
   *
   * @param recencyDays days since the last purchase; fewer is better
   * @param purchases how many
   * @param money spent, total or mean
   */
  public static RfmScores of(double[] recencyDays, double[] purchases, double[] money) {
    double[] better = new double[recencyDays.length];
    for (int i = 0; i < better.length; i++) {
      better[i] = -recencyDays[i];
    }
    return new RfmScores(Quintiles.of(better), Quintiles.of(purchases), Quintiles.of(money));
  }

  /** The scores of one customer. */
  public Rfm of(double recencyDays, double purchases, double money) {
    return new Rfm(recency.score(-recencyDays), frequency.score(purchases), monetary.score(money));
  }
}
