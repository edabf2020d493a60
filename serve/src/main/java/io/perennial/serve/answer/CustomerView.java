// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer, all round; without personal data.
 *
 * @param label what people call the customer by, without personal data
 * @param features those that people look at first, by name; all are another answer
 * @param decisions the newest first
 * @param recommendations actions that were possible at the newest decision
 * @param products to offer, the best first
 * @param timeline the newest events
 */
public record CustomerView(
    String customerId,
    String label,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    Identity identity,
    List<TotalRow> totals,
    Map<String, Object> features,
    List<MembershipRow> memberships,
    @Nullable ValueRow value,
    List<DecisionRow> decisions,
    List<CandidateRow> recommendations,
    List<ProductRow> products,
    Satisfaction satisfaction,
    CustomerScorecard scorecard,
    List<EventRow> timeline,
    Optional<Instant> asOf,
    String currency) {

  /** Who the customer is: records, how alike they are, and who lives with them. */
  public record Identity(List<RecordRow> records, List<EdgeRow> edges, List<String> household) {}

  /** A record, of which system, and why it is this customer. */
  public record RecordRow(
      String recordId,
      @Nullable String source,
      @Nullable Double confidence,
      @Nullable String reason,
      @Nullable String householdId,
      @Nullable Instant since) {}

  /** With which probability two records are one customer. */
  public record EdgeRow(String recordA, String recordB, double probability) {}

  /** What the customer did of one type. */
  public record TotalRow(
      String type,
      long events,
      long orders,
      @Nullable Double quantity,
      @Nullable Double amount,
      @Nullable Double scoreMean,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt) {}

  /** A segment, how sure, and why. */
  public record MembershipRow(
      Instant asOf,
      String scheme,
      String segment,
      @Nullable Double score,
      @Nullable Double propensity,
      @Nullable Double distance,
      @Nullable Double confidence,
      @Nullable String reason) {}

  /** What the customer is worth, with intervals and reasons. */
  public record ValueRow(
      Instant asOf,
      @Nullable String model,
      @Nullable String cohort,
      @Nullable String tier,
      @Nullable Double pAlive,
      @Nullable Double horizonWeeks,
      @Nullable Double expectedPurchases,
      @Nullable Double purchasesLower,
      @Nullable Double purchasesUpper,
      @Nullable Double expectedSpend,
      @Nullable Double value,
      @Nullable Double valueLower,
      @Nullable Double valueUpper,
      @Nullable Double lifetimeValue,
      @Nullable Double nearWeeks,
      @Nullable Double nearPurchases,
      @Nullable Double nearPurchasesLower,
      @Nullable Double nearPurchasesUpper,
      @Nullable Double nearSpend,
      @Nullable Double nearSpendLower,
      @Nullable Double nearSpendUpper,
      @Nullable Double nearSpendAtRisk,
      @Nullable Double pChurn,
      @Nullable Double pSilence,
      @Nullable Double nextPurchaseWeeks,
      @Nullable String reason) {}

  /** What was decided, with which probability, and why. */
  public record DecisionRow(
      String decisionId,
      Instant asOf,
      String action,
      @Nullable String channel,
      String kind,
      @Nullable Double propensity,
      @Nullable Double gain,
      @Nullable Double cost,
      @Nullable String basis,
      @Nullable String bound,
      @Nullable String reason,
      @Nullable Instant decidedAt) {}

  /** An action that was possible at the newest decision. */
  public record CandidateRow(
      String action, @Nullable Double gain, @Nullable Double cost, @Nullable Double propensity) {}

  /**
   * A product to offer, and why.
   *
   * @param kind new: not bought before; again: bought before
   * @param dueOn the day by which the customer is to buy it again
   */
  public record ProductRow(
      Instant asOf,
      long place,
      String productId,
      @Nullable String productName,
      @Nullable String kind,
      @Nullable Double score,
      @Nullable String dueOn,
      @Nullable String reason) {}

  /**
   * What the customer says of us.
   *
   * @param scoreMean of surveys, reviews and tickets, in points of their own scales
   * @param texts in all
   * @param negativeShare of these
   * @param themes of the newest that are at hand
   */
  public record Satisfaction(
      @Nullable Double scoreMean,
      long texts,
      @Nullable Double negativeShare,
      @Nullable String lastSentiment,
      @Nullable Instant lastTextAt,
      List<String> themes) {}

  /** The customer in five sentences. */
  public record CustomerScorecard(
      @Nullable String who,
      @Nullable String worth,
      @Nullable String risk,
      @Nullable String nextAction,
      @Nullable String why) {}

  /** Something that happened; not what was written. */
  public record EventRow(
      Instant occurredAt,
      String type,
      @Nullable String channel,
      @Nullable String source,
      @Nullable String orderId,
      @Nullable String productId,
      @Nullable String category,
      @Nullable String brand,
      @Nullable Double quantity,
      @Nullable Double amount,
      @Nullable Double discount,
      @Nullable String campaignId,
      @Nullable Double score) {}

  /** What a text says; not the text. */
  public record TextRow(
      Instant occurredAt,
      String type,
      @Nullable String language,
      @Nullable String sentiment,
      @Nullable Double intensity,
      @Nullable String intent,
      @Nullable Double urgency,
      @Nullable String theme) {}

  public CustomerView {
    totals = List.copyOf(totals);
    memberships = List.copyOf(memberships);
    decisions = List.copyOf(decisions);
    recommendations = List.copyOf(recommendations);
    products = List.copyOf(products);
    timeline = List.copyOf(timeline);
  }
}
