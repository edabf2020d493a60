// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a segment is.
 *
 * @param segment its name
 * @param customers its members
 * @param share of all customers, 0 to 1
 * @param spend money of its members, base currency
 * @param spendShare of the money of all, 0 to 1; empty where there is none
 * @param value what a member is worth, the mean; empty where it is not known
 * @param othersValue the same of all others
 * @param churn the probability that a member has left, the mean; empty where it is not known
 * @param othersChurn the same of all others
 * @param contrasts one for each feature that some members have: first those that tell, the most
 *     first, then by size of effect
 * @param telling how many of these tell something of their own: of different families, and not
 *     another word for an earlier one
 * @param plays what to do, the first above all
 * @param typical ids of the members nearest to the middle
 */
public record SegmentProfile(
    String segment,
    int customers,
    double share,
    double spend,
    OptionalDouble spendShare,
    OptionalDouble value,
    OptionalDouble othersValue,
    OptionalDouble churn,
    OptionalDouble othersChurn,
    List<Contrast> contrasts,
    int telling,
    List<String> plays,
    List<Long> typical) {

  public SegmentProfile {
    contrasts = List.copyOf(contrasts);
    plays = List.copyOf(plays);
    typical = List.copyOf(typical);
  }

  /** The features that set it apart, the most telling first. */
  public List<Contrast> tellingContrasts() {
    return contrasts.subList(0, telling);
  }

  /** What sets it apart, a sentence each. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    tellingContrasts().forEach(contrast -> sentences.add(contrast.words()));
    return sentences;
  }

  /** The same under another name. */
  public SegmentProfile withName(String name) {
    return new SegmentProfile(
        name,
        customers,
        share,
        spend,
        spendShare,
        value,
        othersValue,
        churn,
        othersChurn,
        contrasts,
        telling,
        plays,
        typical);
  }

  SegmentProfile withPlays(List<String> said) {
    return new SegmentProfile(
        segment,
        customers,
        share,
        spend,
        spendShare,
        value,
        othersValue,
        churn,
        othersChurn,
        contrasts,
        telling,
        said,
        typical);
  }
}
