// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import io.perennial.identity.cluster.HouseholdEvidence.Index;
import io.perennial.identity.cluster.HouseholdEvidence.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Which customers live together.
 *
 * <p>Two customers are scored when they share an address, a telephone or a device, and a second of
 * these or the family name besides. A value that fewer customers share is worth more, a rare family
 * name more than a frequent one. The scores are clustered as those of records are. The shares of
 * which the scores are made are taken for granted, not estimated: no source tells households.
 *
 * <p>The id of a household is that of its customer who was resolved first: {@link
 * CustomerIds#assign} with households for clusters.
 */
public final class Households {

  /** Customers beside oneself who are expected at an address of the household. */
  private static final double MATES = 1.35;

  /** What chance leaves of strangers at a value of only two customers. */
  private static final double STRANGERS = 0.25;

  private static final double SURNAME_IF_MATES = 0.6;
  private static final double FEWEST_SURNAME = 0.0005;
  private static final double FURTHER_VALUE = 30;

  private final int[] householdOf;
  private final double[] confidence;
  private final int valuesTooCommon;
  private final int tooLarge;

  private Households(int[] householdOf, double[] confidence, int valuesTooCommon, int tooLarge) {
    this.householdOf = householdOf;
    this.confidence = confidence;
    this.valuesTooCommon = valuesTooCommon;
    this.tooLarge = tooLarge;
  }

  /**
   * Finds households. O(values · customers a value), at most {@code maxCustomersPerValue} each;
   * memory about 24 bytes a value and what pairs need.
   */
  public static Households find(HouseholdEvidence evidence, HouseholdSettings settings) {
    Index surnames = evidence.index(Kind.SURNAME);
    List<Index> places =
        List.of(
            evidence.index(Kind.ADDRESS), evidence.index(Kind.PHONE), evidence.index(Kind.DEVICE));
    int n = evidence.customers();
    int known = surnames.known();
    Edges edges = new Edges(n);
    long[] shared = new long[64];
    for (int customer = 0; customer < n; customer++) {
      int count = 0;
      for (int kind = 0; kind < places.size(); kind++) {
        Index place = places.get(kind);
        for (int v = place.valueStart[customer]; v < place.valueStart[customer + 1]; v++) {
          int value = place.values[v];
          int customers = place.customersOf(value);
          if (customers <= settings.maxCustomersPerValue()) {
            for (int i = place.customerStart[value]; i < place.customerStart[value + 1]; i++) {
              if (place.customers[i] > customer) {
                if (count == shared.length) {
                  shared = Arrays.copyOf(shared, count * 2);
                }
                shared[count++] =
                    ((long) place.customers[i] << 32) | ((long) kind << 28) | customers;
              }
            }
          }
        }
      }
      Arrays.sort(shared, 0, count);
      for (int from = 0; from < count; ) {
        int to = from;
        int mate = (int) (shared[from] >>> 32);
        while (to < count && (int) (shared[to] >>> 32) == mate) {
          to++;
        }
        double odds = odds(shared, from, to, surname(surnames, known, customer, mate));
        if (odds > 0) {
          edges.add(customer, mate, Math.log(odds));
        }
        from = to;
      }
    }
    int tooCommon = 0;
    for (Index place : places) {
      for (int value = 0; value + 1 < place.customerStart.length; value++) {
        tooCommon += place.customersOf(value) > settings.maxCustomersPerValue() ? 1 : 0;
      }
    }
    return cluster(edges, settings, tooCommon);
  }

  /** How much family names speak for a household: 1 for nothing, 0 to 1 against it. */
  private static double surname(Index surnames, int known, int one, int other) {
    if (!surnames.has(one) || !surnames.has(other)) {
      return 1;
    }
    double most = 1 - SURNAME_IF_MATES;
    for (int a = surnames.valueStart[one]; a < surnames.valueStart[one + 1]; a++) {
      for (int b = surnames.valueStart[other]; b < surnames.valueStart[other + 1]; b++) {
        if (surnames.values[a] == surnames.values[b]) {
          double share = (double) surnames.customersOf(surnames.values[a]) / known;
          most = Math.max(most, SURNAME_IF_MATES / Math.max(FEWEST_SURNAME, share));
        }
      }
    }
    return most;
  }

  /** The odds of a household by values shared of one or more kinds; 0 for too little to say. */
  private static double odds(long[] shared, int from, int to, double surname) {
    double best = 0;
    int kinds = 0;
    for (int i = from; i < to; i++) {
      boolean isNewKind = i == from || kind(shared[i]) != kind(shared[i - 1]);
      kinds += isNewKind ? 1 : 0;
      int customers = (int) shared[i] & 0xfffffff;
      best = Math.max(best, MATES / (customers - 2 + STRANGERS));
    }
    boolean sameName = surname >= SURNAME_IF_MATES && surname != 1;
    if (kinds + (sameName ? 1 : 0) < 2) {
      return 0;
    }
    return best * surname * Math.pow(FURTHER_VALUE, kinds - 1);
  }

  private static int kind(long shared) {
    return (int) shared >>> 28;
  }

  private static Households cluster(Edges edges, HouseholdSettings settings, int tooCommon) {
    int n = edges.nodes();
    Clustering found =
        CorrelationClustering.solve(
            edges, Constraints.none(n), PairScore.UNKNOWN, ClusterSettings.defaults());
    int[] householdOf = found.clusters().clone();
    int[] size = new int[n];
    for (int household : householdOf) {
      size[household]++;
    }
    double[] confidence = new double[n];
    int tooLarge = 0;
    for (int customer = 0; customer < n; customer++) {
      int household = householdOf[customer];
      if (size[household] > settings.maxCustomers()) {
        tooLarge += household == customer ? 1 : 0;
        householdOf[customer] = customer;
        confidence[customer] = 1;
      } else {
        confidence[customer] = found.confidence(customer);
      }
    }
    return new Households(householdOf, confidence, tooCommon, tooLarge);
  }

  /** The household of each customer, named by its smallest customer. Not to be changed. */
  public int[] households() {
    return householdOf;
  }

  /** How sure it is that a customer lives with most of the household; 1 for a customer alone. */
  public double confidence(int customer) {
    return confidence[customer];
  }

  /** Addresses, telephones and devices of too many customers, which said nothing. */
  public int valuesTooCommon() {
    return valuesTooCommon;
  }

  /** Households that had too many customers, and were none therefore. */
  public int tooLarge() {
    return tooLarge;
  }
}
