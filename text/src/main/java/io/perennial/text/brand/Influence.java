// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who has influence: whom others answer, and who are answered themselves (PageRank of the graph in
 * which a reply points to whom it answers), and who has many followers.
 */
public final class Influence {

  private Influence() {}

  /** All accounts, the most influential first. */
  public static List<Influencer> of(ReplyGraph graph) {
    double[] followers = graph.followers();
    long[] answered = graph.answered();
    double[] rank = graph.ranks();
    double[] byRank = places(rank);
    double[] byFollowers = places(followers);
    List<Influencer> influencers = new ArrayList<>(graph.accounts());
    for (int i = 0; i < graph.accounts(); i++) {
      influencers.add(
          new Influencer(
              graph.record(i),
              graph.posts(i),
              Math.round(followers[i]),
              answered[i],
              rank[i],
              (byRank[i] + byFollowers[i]) / 2));
    }
    influencers.sort(
        Comparator.comparingDouble((Influencer i) -> -i.influence())
            .thenComparing(Comparator.comparingDouble((Influencer i) -> -i.rank()))
            .thenComparingLong(Influencer::record));
    return influencers;
  }

  /** The share of others who have less, half of those who have as much counted. */
  private static double[] places(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] places = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = lower(sorted, values[i]);
      int equal = lower(sorted, Math.nextUp(values[i])) - below;
      places[i] = values.length == 1 ? 0.5 : (below + (equal - 1) / 2.0) / (values.length - 1);
    }
    return places;
  }

  private static int lower(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
