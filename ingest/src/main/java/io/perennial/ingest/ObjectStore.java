// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Optional;

/**
 * How a store of objects is reached: S3, what speaks as it does, or Google's by its keys for
 * programs that speak as S3. What is empty is found as Amazon's programs find it: in the
 * environment, in ~/.aws, in the role of the machine.
 *
 * @param endpoint its address; empty for Amazon's own, and for gs:// Google's
 * @param region where it is
 * @param accessKey who asks; {@code anonymous} for what anyone may read
 * @param secretKey the proof of it
 * @param pathStyle whether the bucket stands in the path and not in the host's name; else it does
 *     where there is an endpoint
 */
public record ObjectStore(
    Optional<String> endpoint,
    Optional<String> region,
    Optional<String> accessKey,
    Optional<String> secretKey,
    Optional<Boolean> pathStyle) {

  /** Everything is found. */
  public static ObjectStore found() {
    return new ObjectStore(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "ObjectStore[endpoint=" + endpoint + ", region=" + region + "]";
  }
}
