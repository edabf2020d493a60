// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.RankChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which channels and campaigns purchases are credited to, and what they truly brought. */
final class AttributionSection {

  /** The others stand in the table and are told by the command. */
  private static final List<String> METHODS = List.of("last touch", "linear", "Shapley", "Markov");

  private static final String BY_CHANCE = "by chance";

  private final ReportQueries queries;
  private final String currency;

  AttributionSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  /** Empty where nothing could be credited. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    DataTable channels = credits("channel");
    if (channels.rows().isEmpty()) {
      return blocks;
    }
    blocks.add(
        new Block.Paragraph(
            "Purchases are shared out among what customers met in the 30 days before each. Credit is"
                + " no proof: by chance stands how many purchases came because of decisions on the"
                + " channel, as lots tell."));
    List<String> names = new ArrayList<>();
    List<Double> purchases = new ArrayList<>();
    queries.each(
        "SELECT a.name, a.purchases FROM attributions a WHERE a.dimension = 'channel' AND a.method ="
            + " 'Markov' AND a.name <> 'none' ORDER BY a.purchases DESC, a.name",
        (batch, i) -> {
          names.add(batch.texts(0)[i].replace('_', ' '));
          purchases.add(batch.doubles(1)[i]);
        });
    if (names.size() > 1) {
      blocks.add(
          new Block.Figure(
              "Purchases by channel",
              "By what would be lost without the channel (Markov).",
              new RankChart("Purchases by channel", "Channel", "purchases", names, purchases, 0)));
    }
    blocks.add(new Block.Rows("Credit of channels, in purchases", channels));
    DataTable campaigns = credits("campaign");
    if (!campaigns.rows().isEmpty()) {
      blocks.add(new Block.Rows("Credit of campaigns and actions, in purchases", campaigns));
    }
    return blocks;
  }

  private DataTable credits(String dimension) {
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    queries.each(
        "SELECT a.name, a.method, a.purchases, a.purchases_lower, a.purchases_upper, a.money FROM"
            + " attributions a WHERE a.dimension = '"
            + dimension
            + "' AND a.name <> 'none' ORDER BY a.name, a.method",
        (batch, i) -> {
          String method = batch.texts(1)[i];
          Map<String, String> row =
              cells.computeIfAbsent(batch.texts(0)[i], name -> new LinkedHashMap<>());
          row.put(method, number(batch.doubles(2)[i]));
          if (!batch.isNull(3, i)) {
            row.put(
                method + " 90 %",
                number(batch.doubles(3)[i]) + " to " + number(batch.doubles(4)[i]));
          }
          if (!batch.isNull(5, i)) {
            row.put(method + " money", number(batch.doubles(5)[i]));
          }
        });
    List<String> keys = new ArrayList<>(METHODS);
    keys.addAll(List.of("Markov 90 %", "Markov money", BY_CHANCE, BY_CHANCE + " 90 %"));
    List<String> head = new ArrayList<>(List.of(dimension));
    head.addAll(METHODS);
    head.addAll(List.of("90 %", "money, " + currency, BY_CHANCE, "90 % of that"));
    List<List<String>> rows = new ArrayList<>();
    cells.forEach(
        (name, byMethod) -> {
          List<String> row = new ArrayList<>(List.of(name.replace('_', ' ')));
          keys.forEach(key -> row.add(byMethod.getOrDefault(key, "–")));
          rows.add(row);
        });
    return new DataTable(head, rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
  }
}
