// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.Arrays;

/**
 * Accounts, and how often one answers another. Takes 24 bytes an account and 16 a pair of accounts
 * of which one answers the other, however many posts there are.
 */
public final class ReplyGraph {

  private long[] records = new long[16];
  private long[] posts = new long[16];
  private long[] followers = new long[16];
  private int accounts;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private double[] replies = new double[16];
  private int links;

  /**
   * Adds an account; accounts are numbered from 0 in the order in which they are added.
   *
   * @param record whose it is; each once
   * @param followers at most, of all its posts; 0 if not known
   */
  public void account(long record, long posts, long followers) {
    if (accounts == records.length) {
      records = Arrays.copyOf(records, 2 * accounts);
      this.posts = Arrays.copyOf(this.posts, 2 * accounts);
      this.followers = Arrays.copyOf(this.followers, 2 * accounts);
    }
    records[accounts] = record;
    this.posts[accounts] = posts;
    this.followers[accounts] = followers;
    accounts++;
  }

  /**
   * Adds how often one account answers another; replies to oneself do not count.
   *
   * @param from number of the account that answers
   * @param to number of the account that is answered
   * @param count above 0; each pair once
   */
  public void replies(int from, int to, long count) {
    if (from == to) {
      return;
    }
    if (links == this.from.length) {
      this.from = Arrays.copyOf(this.from, 2 * links);
      this.to = Arrays.copyOf(this.to, 2 * links);
      replies = Arrays.copyOf(replies, 2 * links);
    }
    this.from[links] = from;
    this.to[links] = to;
    replies[links] = count;
    links++;
  }

  int accounts() {
    return accounts;
  }

  long record(int account) {
    return records[account];
  }

  long posts(int account) {
    return posts[account];
  }

  double[] followers() {
    return Arrays.stream(followers, 0, accounts).asDoubleStream().toArray();
  }

  /** How often each account is answered. */
  long[] answered() {
    long[] answered = new long[accounts];
    for (int e = 0; e < links; e++) {
      answered[to[e]] += Math.round(replies[e]);
    }
    return answered;
  }

  /** The rank of each account; none without accounts. */
  double[] ranks() {
    return accounts == 0
        ? new double[0]
        : PageRank.of(
            accounts,
            Arrays.copyOf(from, links),
            Arrays.copyOf(to, links),
            Arrays.copyOf(replies, links));
  }
}
