// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.SqlStep;
import io.perennial.serve.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Segments: what they are, who is in them, who moves. */
public final class SegmentAnswers {

  private static final SqlStep SEGMENTS = SqlStep.of(SegmentAnswers.class, "scheme_segments");

  private final Reading reading;
  private final Once once;
  private final Moment moment;

  SegmentAnswers(Reading reading, Once once, Moment moment) {
    this.reading = reading;
    this.once = once;
    this.moment = moment;
  }

  /** A way of segmenting, and how many are told apart by it. */
  public record SchemeRow(String scheme, long segments, long customers) {}

  /**
   * A segment.
   *
   * @param spend of its members so far
   * @param profile what sets its members apart, in sentences, one a line
   * @param play what to do
   * @param valued members who have a value
   * @param value of them together
   * @param pAlive mean of theirs
   * @param pChurn mean of theirs
   */
  public record SegmentRow(
      String scheme,
      String segment,
      @Nullable Long segmentId,
      long customers,
      double share,
      @Nullable Double spend,
      @Nullable Double spendShare,
      @Nullable Double stability,
      @Nullable Double confidence,
      @Nullable Instant since,
      @Nullable String profile,
      @Nullable String play,
      long valued,
      @Nullable Double value,
      @Nullable Double valueMean,
      @Nullable Double pAlive,
      @Nullable Double pChurn) {}

  /** How members differ in one feature: medians, of shares means; Cliff's delta. */
  public record SegmentFeatureRow(
      String feature,
      @Nullable Double members,
      @Nullable Double others,
      @Nullable Double effect,
      @Nullable String words) {}

  /** Customers who moved, or stayed; none before means that they were in no segment. */
  public record MigrationRow(
      Instant fromAsOf,
      Instant toAsOf,
      @Nullable String fromSegment,
      String toSegment,
      long customers,
      @Nullable Double rate,
      @Nullable Double expected,
      @Nullable Double z,
      @Nullable Double chance) {}

  /** One segment, everything. */
  public record SegmentProfile(
      SegmentRow segment,
      List<SegmentFeatureRow> features,
      List<MigrationRow> came,
      List<MigrationRow> went,
      Optional<Instant> asOf,
      String currency) {}

  /** A customer on the map, and in which segments. */
  public record MapPoint(String customerId, double x, double y, Map<String, String> segments) {}

  /** All ways of segmenting. */
  public List<SchemeRow> schemes() {
    return once.get(
        "schemes",
        () ->
            reading.list(
                SchemeRow.class,
                "(SELECT s.scheme, count(*) AS segments, CAST(sum(s.customers) AS BIGINT) AS"
                    + " customers FROM segments s GROUP BY s.scheme) t ORDER BY scheme"));
  }

  /** The segments of all schemes. */
  public List<SegmentRow> segments() {
    return once.get("segments", () -> reading.list(SegmentRow.class, SEGMENTS, Map.of()));
  }

  /**
   * The segments of one scheme, the largest first.
   *
   * @throws Refusal when there is none of that name
   */
  public List<SegmentRow> segments(String scheme) {
    List<SegmentRow> of =
        segments().stream().filter(segment -> segment.scheme().equals(scheme)).toList();
    if (of.isEmpty()) {
      throw Refusal.notFound(
          "Unknown scheme of segments (there are "
              + String.join(", ", schemes().stream().map(SchemeRow::scheme).toList())
              + ")");
    }
    return of;
  }

  /**
   * The row of a segment.
   *
   * @throws Refusal when there is none of that name
   */
  public SegmentRow segment(String scheme, String segment) {
    List<SegmentRow> of = segments(scheme);
    return of.stream()
        .filter(each -> each.segment().equals(segment))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "Unknown segment of scheme "
                        + scheme
                        + " (there are "
                        + String.join(", ", of.stream().map(SegmentRow::segment).toList())
                        + ")"));
  }

  /** Everything about one segment. */
  public SegmentProfile profile(String scheme, String segment) {
    SegmentRow row = segment(scheme, segment);
    return once.get(
        "profile " + scheme + "/" + segment,
        () -> {
          List<MigrationRow> moves = migration(scheme);
          Optional<Instant> last = moves.stream().map(MigrationRow::toAsOf).max(Instant::compareTo);
          List<MigrationRow> newest =
              moves.stream()
                  .filter(move -> last.filter(at -> at.equals(move.toAsOf())).isPresent())
                  .filter(move -> !move.toSegment().equals(move.fromSegment()))
                  .toList();
          return new SegmentProfile(
              row,
              reading.list(
                  SegmentFeatureRow.class,
                  "segment_features s WHERE s.scheme = :scheme AND s.segment = :segment ORDER BY"
                      + " s.rank",
                  Map.of("scheme", scheme, "segment", segment)),
              newest.stream().filter(move -> move.toSegment().equals(segment)).toList(),
              newest.stream().filter(move -> segment.equals(move.fromSegment())).toList(),
              moment.asOf(),
              moment.currency());
        });
  }

  /** Who moved between the segments of a scheme, and who stayed, from instant to instant. */
  public List<MigrationRow> migration(String scheme) {
    segments(scheme);
    return once.get(
        "migration " + scheme,
        () ->
            reading.list(
                MigrationRow.class,
                "migrations m WHERE m.scheme = :scheme ORDER BY m.from_as_of, m.customers DESC,"
                    + " m.from_segment, m.to_segment",
                Map.of("scheme", scheme)));
  }

  /** Some customers on a plane, those alike near each other. */
  public List<MapPoint> map() {
    return once.get(
        "map",
        () -> {
          Map<String, Map<String, String>> segments = new LinkedHashMap<>();
          for (Membership m :
              reading.list(
                  Membership.class,
                  "memberships m WHERE m.customer_id IN (SELECT p.customer_id FROM segment_map p)"
                      + " ORDER BY customer_id, scheme")) {
            segments
                .computeIfAbsent(m.customerId(), c -> new LinkedHashMap<>())
                .put(m.scheme(), m.segment());
          }
          return reading.list(Point.class, "segment_map p ORDER BY p.customer_id").stream()
              .map(
                  p ->
                      new MapPoint(
                          p.customerId(),
                          p.x(),
                          p.y(),
                          segments.getOrDefault(p.customerId(), Map.of())))
              .toList();
        });
  }

  record Membership(String customerId, String scheme, String segment) {}

  record Point(String customerId, double x, double y) {}
}
