// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.Colouring;
import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.ParallelProfile;
import io.perennial.app.chart.Sankey;
import io.perennial.app.chart.ScatterMap;
import io.perennial.domain.AsOf;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Groups that behave alike, how good they are, and who moves where. */
final class BehaviourSection {

  private static final int DAY = "2026-01-31".length();

  /** Features of each group that the profile shows. */
  private static final int TELLING = 3;

  private final ReportQueries queries;
  private final String currency;

  BehaviourSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT segment, customers, share, spend, spend_share, stability, confidence, play FROM segments"
            + " WHERE scheme = 'behaviour' ORDER BY customers DESC, segment",
        (batch, i) -> {
          groups.add(batch.texts(0)[i]);
          rows.add(
              List.of(
                  batch.texts(0)[i],
                  Amount.whole((double) batch.longs(1)[i]),
                  Amount.percent(batch.doubles(2)[i]),
                  Amount.money(currency, batch.doubles(3)[i]),
                  batch.isNull(4, i) ? "–" : Amount.percent(batch.doubles(4)[i]),
                  two(batch.isNull(5, i) ? Double.NaN : batch.doubles(5)[i]),
                  two(batch.isNull(6, i) ? Double.NaN : batch.doubles(6)[i]),
                  batch.isNull(7, i) ? "" : batch.texts(7)[i]));
        });
    if (!groups.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "Groups that behave alike were found without rules: as many as tell best what customers spend"
                  + " next, of those that stay the same when other customers are drawn. Their names are what"
                  + " sets them apart."));
      map(blocks, groups);
      profile(blocks, groups);
      blocks.add(
          new Block.Rows(
              "Groups by behaviour",
              new DataTable(
                  List.of(
                      "Group",
                      "Customers",
                      "Share",
                      "Spend",
                      "Of all spend",
                      "Stability",
                      "Agreement",
                      "What to do"),
                  rows)));
      candidates(blocks);
    }
    flows(blocks, "lifecycle", "Where customers went in their time with us");
    flows(blocks, "behaviour", "Who moved between groups");
    return blocks;
  }

  private static String two(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** To one digit: who knows what somebody spent to the cent is not to find them on the map. */
  private static double rounded(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(1)).doubleValue();
  }

  private void map(List<Block> blocks, List<String> groups) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    List<Double> spend = new ArrayList<>();
    List<Double> tenure = new ArrayList<>();
    queries.each(
        "SELECT p.x, p.y, m.segment, f.spend_total, f.days_since_first_order FROM segment_map p"
            + " JOIN memberships m ON m.customer_id = p.customer_id AND m.scheme = 'behaviour'"
            + " JOIN features f ON f.customer_id = p.customer_id ORDER BY p.customer_id LIMIT "
            + ScatterMap.MOST,
        (batch, i) -> {
          x.add(batch.doubles(0)[i]);
          y.add(batch.doubles(1)[i]);
          of.add(groups.indexOf(batch.texts(2)[i]));
          spend.add(batch.isNull(3, i) ? Double.NaN : rounded(batch.doubles(3)[i]));
          tenure.add(batch.isNull(4, i) ? Double.NaN : rounded((double) batch.longs(4)[i]));
        });
    if (x.isEmpty()) {
      return;
    }
    blocks.add(
        new Block.Figure(
            "Customers as they behave",
            "Each dot is a customer; those near each other behave alike. Far apart says only: not alike.",
            new ScatterMap(
                "customers-map",
                "Customers as they behave",
                "customers",
                x,
                y,
                List.of(
                    new Colouring.ByGroup("Group", groups, of),
                    new Colouring.ByNumber("Spend so far, " + currency, spend, 0),
                    new Colouring.ByNumber("Days since first order", tenure, 0)))));
  }

  private void profile(List<Block> blocks, List<String> groups) {
    Set<String> told = new LinkedHashSet<>();
    Map<String, Map<String, Double>> places = new LinkedHashMap<>();
    queries.each(
        "SELECT segment, feature, place, rank FROM segment_features WHERE scheme = 'behaviour'"
            + " ORDER BY rank, segment",
        (batch, i) -> {
          if (batch.longs(3)[i] <= TELLING) {
            told.add(batch.texts(1)[i]);
          }
          places
              .computeIfAbsent(batch.texts(0)[i], s -> new LinkedHashMap<>())
              .put(batch.texts(1)[i], batch.doubles(2)[i]);
        });
    if (told.isEmpty()) {
      return;
    }
    List<List<Double>> values =
        groups.stream()
            .map(
                group ->
                    told.stream()
                        .map(f -> places.getOrDefault(group, Map.of()).getOrDefault(f, Double.NaN))
                        .toList())
            .toList();
    blocks.add(
        new Block.Figure(
            "What sets groups apart",
            "For each group the features that tell most, from much less to much more than usual.",
            new ParallelProfile(
                "groups-profile",
                "What sets groups apart",
                told.stream().map(name -> name.replace('_', ' ')).toList(),
                groups,
                values)));
  }

  private void candidates(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT algorithm, clusters, separation, stability, silhouette, smallest_share, chosen, reason"
            + " FROM segment_candidates ORDER BY chosen DESC, algorithm, clusters",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i] + (batch.longs(6)[i] == 1 ? " (chosen)" : ""),
                    Amount.whole((double) batch.longs(1)[i]),
                    batch.isNull(2, i) ? "–" : Amount.percent(batch.doubles(2)[i]),
                    two(batch.isNull(3, i) ? Double.NaN : batch.doubles(3)[i]),
                    two(batch.isNull(4, i) ? Double.NaN : batch.doubles(4)[i]),
                    batch.isNull(5, i) ? "–" : Amount.percent(batch.doubles(5)[i]),
                    batch.texts(7)[i])));
    if (!rows.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "How many groups, and why",
              new DataTable(
                  List.of(
                      "Algorithm",
                      "Groups",
                      "Of later spend told",
                      "Stability",
                      "Silhouette",
                      "Smallest",
                      "Reason"),
                  rows)));
    }
  }

  /** The flows of one scheme over all instants. */
  private void flows(List<Block> blocks, String scheme, String title) {
    Map<Long, Integer> instants = new LinkedHashMap<>();
    Map<String, Integer> groups = new LinkedHashMap<>();
    List<Sankey.Flow> flows = new ArrayList<>();
    queries.each(
        "SELECT f_micros(from_as_of) AS was, f_micros(to_as_of) AS later, from_segment, to_segment,"
            + " customers FROM migrations WHERE from_segment IS NOT NULL AND scheme = '"
            + scheme
            + "' ORDER BY from_as_of, customers DESC, from_segment, to_segment",
        (batch, i) -> {
          int from = instants.computeIfAbsent(batch.longs(0)[i], t -> instants.size());
          instants.computeIfAbsent(batch.longs(1)[i], t -> instants.size());
          flows.add(
              new Sankey.Flow(
                  from,
                  groups.computeIfAbsent(batch.texts(2)[i], g -> groups.size()),
                  groups.computeIfAbsent(batch.texts(3)[i], g -> groups.size()),
                  batch.longs(4)[i]));
        });
    if (flows.isEmpty()) {
      return;
    }
    blocks.add(
        new Block.Figure(
            title,
            "Customers who were known at both instants; the wider the band, the more of them.",
            new Sankey(
                title,
                "customers",
                instants.keySet().stream()
                    .map(micros -> new AsOf(micros).instant().toString().substring(0, DAY))
                    .toList(),
                List.copyOf(groups.keySet()),
                flows)));
  }
}
