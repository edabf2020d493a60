// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has influence: whom others answer, and who are answered themselves (PageRank of the graph in
 * which a reply points to whom it answers), and who has many followers.
 */
public final class Influence {

  private Influence() {}

  /**
   * All accounts, the most influential first; the same whatever the order of posts. An account is a
   * record; replies to oneself do not count.
   */
  public static List<Influencer> of(Collection<SocialPost> posts) {
    TreeMap<Long, Integer> number = new TreeMap<>();
    posts.forEach(post -> number.put(post.record(), 0));
    int nodes = 0;
    for (Map.Entry<Long, Integer> account : number.entrySet()) {
      account.setValue(nodes++);
    }
    Map<String, Integer> named = named(posts, number);
    long[] count = new long[nodes];
    long[] followers = new long[nodes];
    long[] replies = new long[nodes];
    TreeMap<Long, Integer> links = new TreeMap<>();
    for (SocialPost post : posts) {
      int from = number.get(post.record());
      count[from]++;
      followers[from] = Math.max(followers[from], post.followers());
      Integer to = post.inReplyTo().map(named::get).orElse(null);
      if (to != null && to != from) {
        replies[to]++;
        links.merge((long) from << Integer.SIZE | to, 1, Integer::sum);
      }
    }
    double[] rank = ranks(nodes, links);
    double[] byRank = places(rank);
    double[] byFollowers = places(Arrays.stream(followers).asDoubleStream().toArray());
    List<Influencer> influencers = new ArrayList<>();
    number.forEach(
        (record, i) ->
            influencers.add(
                new Influencer(
                    record,
                    count[i],
                    followers[i],
                    replies[i],
                    rank[i],
                    (byRank[i] + byFollowers[i]) / 2)));
    influencers.sort(
        Comparator.comparingDouble((Influencer i) -> -i.influence())
            .thenComparing(Comparator.comparingDouble((Influencer i) -> -i.rank()))
            .thenComparingLong(Influencer::record));
    return influencers;
  }

  /** Accounts by what a reply may name: a post, or an account; a post before an account. */
  private static Map<String, Integer> named(
      Collection<SocialPost> posts, Map<Long, Integer> number) {
    Map<String, Integer> named = new HashMap<>();
    // of two records with one account's name the smaller: the same in any order
    posts.forEach(
        post -> named.merge(post.author(), number.getOrDefault(post.record(), 0), Math::min));
    Map<String, Integer> posted = new HashMap<>();
    posts.forEach(
        post -> posted.merge(post.id(), number.getOrDefault(post.record(), 0), Math::min));
    named.putAll(posted);
    return named;
  }

  private static double[] ranks(int nodes, Map<Long, Integer> links) {
    int[] from = new int[links.size()];
    int[] to = new int[links.size()];
    double[] weight = new double[links.size()];
    int e = 0;
    for (Map.Entry<Long, Integer> link : links.entrySet()) {
      from[e] = (int) (link.getKey() >>> Integer.SIZE);
      to[e] = (int) (long) link.getKey();
      weight[e++] = link.getValue();
    }
    return nodes == 0 ? new double[0] : PageRank.of(nodes, from, to, weight);
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
