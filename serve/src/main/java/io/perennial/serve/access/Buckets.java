// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How often each may ask: so many requests a second on the mean, and twice that at once. Safe for
 * use by many threads.
 */
final class Buckets {

  private static final int MOST = 10_000;
  private static final double NANOS = 1e9;

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final double perSecond;
  private final double full;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  Buckets(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.full = 2.0 * perSecond;
    this.nanos = nanos;
  }

  /** The seconds after which {@code who} may ask again; empty when that is now. Counts nothing. */
  OptionalInt wait(String who) {
    Bucket bucket = buckets.get(who);
    if (bucket == null) {
      return OptionalInt.empty();
    }
    double left = tokens(bucket, nanos.getAsLong());
    return left >= 1 ? OptionalInt.empty() : OptionalInt.of(seconds(left));
  }

  /** Empty when {@code who} may ask now; else the seconds after which to try again. */
  OptionalInt take(String who) {
    long now = nanos.getAsLong();
    if (buckets.size() >= MOST) {
      // those that are full again say nothing
      buckets.values().removeIf(bucket -> tokens(bucket, now) >= full);
    }
    Bucket bucket = buckets.computeIfAbsent(who, name -> new Bucket(full, now));
    synchronized (bucket) {
      bucket.tokens = tokens(bucket, now);
      bucket.at = now;
      if (bucket.tokens >= 1) {
        bucket.tokens--;
        return OptionalInt.empty();
      }
      return OptionalInt.of(seconds(bucket.tokens));
    }
  }

  private int seconds(double left) {
    return (int) Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  private double tokens(Bucket bucket, long now) {
    synchronized (bucket) {
      return Math.min(full, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
    }
  }
}
