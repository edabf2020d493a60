// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.List;

/**
 * How records become customers.
 *
 * @param linkBy attributes whose equal values say that records are one customer, the most telling
 *     first; none: each record is a customer
 * @param maxRecordsPerValue a value that more records have than this links nobody: it is a shop's
 *     own address, or a household of another kind
 */
public record IdentityConfig(List<LinkAttribute> linkBy, int maxRecordsPerValue) {

  public IdentityConfig {
    linkBy = List.copyOf(linkBy);
    if (maxRecordsPerValue < 2) {
      throw new IllegalArgumentException(
          "Invalid identity.max-records-per-value: " + maxRecordsPerValue + " (must be >= 2)");
    }
    if (linkBy.stream().distinct().count() < linkBy.size()) {
      throw new IllegalArgumentException(
          "Invalid identity.link-by: " + linkBy + " (must name each attribute once)");
    }
  }

  /** By e-mail; a value of more than 20 records links nobody. */
  public static IdentityConfig defaults() {
    return new IdentityConfig(List.of(new LinkAttribute("email")), 20);
  }

  /** The same, linking by other attributes. */
  public IdentityConfig withLinkBy(String... attributes) {
    return new IdentityConfig(
        List.of(attributes).stream().map(LinkAttribute::new).toList(), maxRecordsPerValue);
  }

  /** The same with another bound on the records of a value. */
  public IdentityConfig withMaxRecordsPerValue(int records) {
    return new IdentityConfig(linkBy, records);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return "link-by "
        + linkBy.stream().map(LinkAttribute::name).toList()
        + " max-records-per-value "
        + maxRecordsPerValue;
  }
}
