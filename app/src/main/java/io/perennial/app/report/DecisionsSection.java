// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.RankChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to do next, with how many customers, and what it brings as far as that was measured. */
final class DecisionsSection {

  private static final String NEWEST =
      " FROM decisions d WHERE d.as_of = (SELECT max(as_of) FROM decisions)";

  private final ReportQueries queries;
  private final String currency;

  DecisionsSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(tiles());
    blocks.add(
        new Block.Paragraph(
            "For each customer the action that brings most beyond its cost, within limits; often that is"
                + " nothing. Gains are guesses of the playbook (prior) until hold-out and drawing have"
                + " measured them."));
    DataTable actions = actions();
    if (actions.rows().size() > 1) {
      blocks.add(chart());
    }
    if (!actions.rows().isEmpty()) {
      blocks.add(new Block.Rows("What is to be done", actions));
    }
    DataTable alone = alone();
    if (!alone.rows().isEmpty()) {
      blocks.add(new Block.Rows("Who is left alone", alone));
    }
    DataTable effects = effects();
    if (!effects.rows().isEmpty()) {
      blocks.add(new Block.Rows("What it brought, per customer addressed", effects));
    }
    return blocks;
  }

  private Block tiles() {
    double[] totals =
        queries.numbers(
            "SELECT sum(CASE WHEN d.action <> 'nothing' THEN 1.0 ELSE 0 END) AS n, sum(d.gain) AS gain,"
                + " sum(d.cost) AS cost,"
                + " avg(CASE WHEN d.kind = 'held out' THEN 1.0 ELSE 0 END) AS held"
                + NEWEST,
            4);
    return new Block.Tiles(
        List.of(
            new Block.Tile("Customers addressed", number("%,.0f", totals[0]), "next"),
            new Block.Tile(
                "Expected gain", Amount.money(currency, totals[1]), "margin, before cost"),
            new Block.Tile("Cost", Amount.money(currency, totals[2]), "with what is given away"),
            new Block.Tile(
                "Held out", Amount.percent(totals[3]), "never addressed, to measure by")));
  }

  private Block chart() {
    List<String> names = new ArrayList<>();
    List<Double> customers = new ArrayList<>();
    queries.each(
        "SELECT d.action, count(*) AS n"
            + NEWEST
            + " AND d.action <> 'nothing' GROUP BY d.action ORDER BY n DESC, d.action",
        (batch, i) -> {
          names.add(batch.texts(0)[i]);
          customers.add((double) batch.longs(1)[i]);
        });
    return new Block.Figure(
        "How many get which action",
        "",
        new RankChart("Customers by action", "Action", "customers", names, customers, 0));
  }

  private DataTable actions() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT d.action, d.channel, count(*) AS n, sum(d.gain) AS gain, sum(d.cost) AS cost,"
            + " max(d.basis) AS basis"
            + NEWEST
            + " AND d.action <> 'nothing' GROUP BY d.action, d.channel ORDER BY n DESC, d.action",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.texts(1)[i].replace('_', ' '),
                    number("%,.0f", (double) batch.longs(2)[i]),
                    Amount.whole(batch.doubles(3)[i]),
                    Amount.whole(batch.doubles(4)[i]),
                    batch.texts(5)[i])));
    return new DataTable(
        List.of(
            "action",
            "channel",
            "customers",
            "expected gain, " + currency,
            "cost, " + currency,
            "gain is"),
        rows);
  }

  private DataTable alone() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT CASE WHEN d.bound IS NOT NULL THEN 'kept by the limit ' || d.bound WHEN d.kind ="
            + " 'chosen' THEN 'nothing is worth its cost' WHEN d.kind = 'explored' THEN 'drawn, to"
            + " learn' WHEN d.kind = 'suppressed' THEN 'to be left alone' ELSE d.kind END AS why,"
            + " count(*) AS n"
            + NEWEST
            + " AND d.action = 'nothing' GROUP BY why ORDER BY n DESC, why",
        (batch, i) ->
            rows.add(List.of(batch.texts(0)[i], number("%,.0f", (double) batch.longs(1)[i]))));
    return new DataTable(List.of("why", "customers"), rows);
  }

  private DataTable effects() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT e.action, e.addressed, e.compared, e.prior, e.effect, e.effect_lower, e.effect_upper,"
            + " e.words FROM action_effects e WHERE e.effect IS NOT NULL"
            + " ORDER BY CASE WHEN e.action = 'all' THEN 0 ELSE 1 END, e.action",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    number("%,.0f", (double) batch.longs(1)[i]),
                    number("%,.0f", (double) batch.longs(2)[i]),
                    batch.isNull(3, i) ? "–" : number("%.2f", batch.doubles(3)[i]),
                    number("%.2f", batch.doubles(4)[i]),
                    number("%.2f", batch.doubles(5)[i]) + number(" to %.2f", batch.doubles(6)[i]),
                    batch.texts(7)[i])));
    return new DataTable(
        List.of(
            "action",
            "addressed",
            "compared",
            "believed, " + currency,
            "measured, " + currency,
            "90 %",
            ""),
        rows);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
