// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.CsvRows;
import io.perennial.app.print.SpreadsheetText;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.PriceTable;
import io.perennial.decide.price.DemandModel;
import io.perennial.decide.price.Elasticity;
import io.perennial.decide.price.ForecastCheck;
import io.perennial.decide.price.PriceAdvice;
import io.perennial.decide.price.PriceLimits;
import io.perennial.decide.price.PriceSearch;
import io.perennial.decide.price.ProductDemand;
import io.perennial.decide.price.Refusal;
import io.perennial.decide.price.UnitsForecast;
import io.perennial.value.forecast.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was learned of prices, a row a product: for people, for programs and as a file. */
final class PriceRows {

  private static final int SHOWN = 30;
  private static final int REFUSED_SHOWN = 10;
  private static final double DIGITS = 1e6;

  private record Row(ProductDemand demand, Optional<PriceAdvice> advice, String why) {

    double revenue() {
      return demand.price() * demand.units().expected();
    }
  }

  private final DemandModel model;
  private final List<Row> rows;
  private final Optional<ForecastCheck> check;

  private PriceRows(DemandModel model, List<Row> rows, Optional<ForecastCheck> check) {
    this.model = model;
    this.rows = rows;
    this.check = check;
  }

  /** The best price of each, the largest revenue first. */
  static PriceRows of(DemandModel model, PriceLimits limits, Optional<ForecastCheck> check) {
    PriceSearch search = PriceSearch.within(limits);
    List<Row> rows = new ArrayList<>();
    for (ProductDemand demand : model.demands()) {
      Optional<PriceAdvice> advice = Optional.empty();
      String why = demand.refusal().map(Refusal::words).orElse("");
      try {
        advice = search.best(demand);
        if (advice.isEmpty() && why.isEmpty()) {
          why = "more is sold at higher prices: something else moves both";
        }
      } catch (IllegalArgumentException e) {
        why = String.valueOf(e.getMessage());
      }
      rows.add(new Row(demand, advice, why));
    }
    rows.sort(
        Comparator.comparingDouble((Row row) -> -row.revenue())
            .thenComparing(row -> row.demand.product())
            .thenComparing(row -> row.demand.segment()));
    return new PriceRows(model, rows, check);
  }

  // ---- for people

  void tell(PrintStream print, PriceTable table, int broken) throws IOException {
    String period = model.cadence().word();
    List<Row> known = rows.stream().filter(row -> row.demand.elasticity().isPresent()).toList();
    print.printf(
        Locale.ROOT,
        "%,d rows, %s, by the %s: %,d products%s; elasticities of %,d, refused for %,d.%n",
        table.sales().rows(),
        table.span(),
        period,
        rows.stream().map(row -> row.demand.product()).distinct().count(),
        table.columns().containsKey("segment") ? " in segments" : "",
        known.size(),
        rows.size() - known.size());
    List<String> columns = new ArrayList<>();
    table.columns().forEach((role, name) -> columns.add(role + " = " + name));
    print.printf("Columns: %s.%n", String.join("; ", columns));
    model
        .common()
        .ifPresent(
            common ->
                print.printf(
                    Locale.ROOT,
                    "All together: %.2f ± %.2f; products differ by %.2f (standard deviation).%n",
                    common.mean(),
                    common.error(),
                    common.spread()));
    print.printf("%s%n", model.standing());
    if (!known.isEmpty()) {
      print.println();
      products(known).write(print);
      if (known.size() > SHOWN) {
        print.printf(Locale.ROOT, "… and %,d more%n", known.size() - SHOWN);
      }
      print.printf(
          "%nunits: expected in the next %s at the best price, without a promotion; gain: in %s, a"
              + " %s, if the%nelasticity is right.%n",
          period, objective(known), period);
    }
    check.ifPresent(
        tried ->
            print.printf(
                Locale.ROOT,
                "%nForecasts of the last %d %ss, each from those before: off by %.0f %% of what was"
                    + " sold%n(the mean of four %ss: %.0f %%; the %s before: %.0f %%); %.0f %% were"
                    + " inside of their interval of %.0f %%.%n",
                tried.periods(),
                period,
                100 * tried.off(),
                period,
                100 * tried.recentOff(),
                period,
                100 * tried.lastOff(),
                100 * tried.inside(),
                100 * model.config().level()));
    tellRefused(print);
    table.notes().forEach(note -> print.printf("%nNote: %s.%n", note));
    long extraordinary = rows.stream().filter(row -> row.demand.extraordinary() > 0).count();
    if (extraordinary > 0) {
      print.printf(
          Locale.ROOT,
          "%nNote: %,d products have %ss with far more or less sold than is ordinary; these count"
              + " for less.%n",
          extraordinary,
          period);
    }
    if (known.stream().anyMatch(row -> row.demand.cost().isEmpty())) {
      print.printf(
          "%nNote: without a cost (--cost) the best price is that of the most revenue, not of the"
              + " most margin.%n");
    }
    if (broken > 0) {
      print.printf("%nNote: %d lines could not be split into columns, and are left out.%n", broken);
    }
  }

  private static String objective(List<Row> known) {
    return known.stream().anyMatch(row -> row.demand.cost().isEmpty()) ? "revenue" : "margin";
  }

  private static TextTable products(List<Row> known) {
    TextTable text =
        TextTable.of(
            "product",
            ">elasticity",
            "interval",
            "verdict",
            ">price",
            ">best",
            ">units",
            "interval",
            ">gain",
            "because");
    known.stream()
        .limit(SHOWN)
        .forEach(
            row -> {
              Elasticity elasticity = row.demand.elasticity().orElseThrow();
              UnitsForecast units =
                  row.advice.map(PriceAdvice::units).orElseGet(() -> row.demand.units());
              text.row(
                  name(row.demand),
                  number("%.2f", elasticity.value()),
                  ends("%.2f", elasticity.interval()),
                  elasticity.verdict().words(),
                  money(row.demand.price()),
                  row.advice
                      .map(a -> a.move() == PriceAdvice.Move.KEEP ? "keep" : money(a.price()))
                      .orElse("—"),
                  number("%,.0f", units.expected()),
                  ends("%,.0f", units.interval(0.9)),
                  row.advice.map(a -> number("%+,.2f", a.gain())).orElse("—"),
                  row.advice.map(PriceAdvice::reason).orElse(row.why));
            });
    return text;
  }

  private void tellRefused(PrintStream print) throws IOException {
    List<Row> refused = rows.stream().filter(row -> row.demand.refusal().isPresent()).toList();
    if (refused.isEmpty()) {
      return;
    }
    SortedMap<Refusal.Kind, Integer> kinds = new TreeMap<>();
    refused.forEach(row -> kinds.merge(row.demand.refusal().orElseThrow().kind(), 1, Integer::sum));
    print.printf("%nRefused:%n%n");
    TextTable counts = TextTable.of(">products", "because");
    kinds.forEach((kind, count) -> counts.row(number("%,.0f", count), words(kind)));
    counts.write(print);
    print.println();
    TextTable text = TextTable.of("product", ">price", ">units", "why not");
    refused.stream()
        .limit(REFUSED_SHOWN)
        .forEach(
            row ->
                text.row(
                    name(row.demand),
                    money(row.demand.price()),
                    number("%,.0f", row.demand.units().expected()),
                    row.why));
    text.write(print);
    if (refused.size() > REFUSED_SHOWN) {
      print.printf(Locale.ROOT, "… and %,d more%n", refused.size() - REFUSED_SHOWN);
    }
  }

  private static String words(Refusal.Kind kind) {
    return switch (kind) {
      case TOO_FEW_PERIODS -> "sold in too few periods";
      case NEVER_VARIED -> "the price was never varied";
      case HARDLY_VARIED -> "the price was varied too seldom";
      case MOVES_WITH_ANOTHER -> "the price moved only when something else did";
    };
  }

  private static String name(ProductDemand demand) {
    return demand.segment().isEmpty()
        ? demand.product()
        : demand.product() + " / " + demand.segment();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String money(double price) {
    return number(price < 0.1 ? "%.4f" : "%,.2f", price);
  }

  private static String ends(String format, Interval interval) {
    return number(format, interval.lower()) + " to " + number(format, interval.upper());
  }

  // ---- for programs

  Map<String, Object> plain(PriceTable table) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("rows", table.sales().rows());
    plain.put("period", model.cadence().word());
    plain.put("columns", table.columns());
    plain.put("randomised", model.config().randomised());
    plain.put("standing", model.standing());
    plain.put("level", model.config().level());
    model
        .common()
        .ifPresent(
            common -> {
              Map<String, Object> all = new LinkedHashMap<>();
              all.put("elasticity", rounded(common.mean()));
              all.put("error", rounded(common.error()));
              all.put("spread", rounded(common.spread()));
              plain.put("common", all);
            });
    check.ifPresent(
        tried -> {
          Map<String, Object> forecasts = new LinkedHashMap<>();
          forecasts.put("periods", tried.periods());
          forecasts.put("forecasts", tried.forecasts());
          forecasts.put("off", rounded(tried.off()));
          forecasts.put("mean_of_four_off", rounded(tried.recentOff()));
          forecasts.put("last_off", rounded(tried.lastOff()));
          forecasts.put("inside", rounded(tried.inside()));
          plain.put("forecast_check", forecasts);
        });
    plain.put("products", rows.stream().map(this::plain).toList());
    plain.put("notes", table.notes());
    return plain;
  }

  private Map<String, Object> plain(Row row) {
    Map<String, Object> plain = new LinkedHashMap<>();
    ProductDemand demand = row.demand;
    plain.put("product", demand.product());
    if (!demand.segment().isEmpty()) {
      plain.put("segment", demand.segment());
    }
    if (!demand.category().isEmpty()) {
      plain.put("category", demand.category());
    }
    plain.put("periods", demand.periods());
    plain.put("price", rounded(demand.price()));
    demand
        .elasticity()
        .ifPresent(
            elasticity -> {
              plain.put("elasticity", rounded(elasticity.value()));
              plain.put("elasticity_low", rounded(elasticity.interval().lower()));
              plain.put("elasticity_high", rounded(elasticity.interval().upper()));
              plain.put("own_elasticity", rounded(elasticity.own()));
              plain.put("own_error", rounded(elasticity.ownError()));
              plain.put("own_share", rounded(elasticity.ownShare()));
              plain.put("verdict", elasticity.verdict().words());
            });
    demand
        .refusal()
        .ifPresent(
            refusal -> {
              plain.put("verdict", "refused");
              plain.put("refusal", refusal.kind().name().toLowerCase(Locale.ROOT));
            });
    UnitsForecast now = demand.units();
    Interval ends = now.interval(model.config().level());
    plain.put("units", rounded(now.expected()));
    plain.put("units_low", rounded(ends.lower()));
    plain.put("units_high", rounded(ends.upper()));
    row.advice.ifPresent(
        advice -> {
          Interval best = advice.units().interval(model.config().level());
          plain.put("best_price", rounded(advice.price()));
          plain.put("move", advice.move().name().toLowerCase(Locale.ROOT));
          plain.put("best_units", rounded(advice.units().expected()));
          plain.put("best_units_low", rounded(best.lower()));
          plain.put("best_units_high", rounded(best.upper()));
          plain.put("objective", advice.objective().word());
          plain.put("earned", rounded(advice.earned()));
          plain.put("gain", rounded(advice.gain()));
          plain.put("gain_low", rounded(advice.gainInterval().lower()));
          plain.put("gain_high", rounded(advice.gainInterval().upper()));
          plain.put("chance", rounded(advice.chance()));
        });
    plain.put("reason", row.advice.map(PriceAdvice::reason).orElse(row.why));
    return plain;
  }

  private static double rounded(double value) {
    return Math.abs(value) < 1e9 ? Math.rint(value * DIGITS) / DIGITS : value;
  }

  // ---- as a file

  /** A header and a line a product. */
  List<String> lines() {
    List<String> names =
        List.of(
            "product",
            "segment",
            "category",
            "periods",
            "price",
            "elasticity",
            "elasticity_low",
            "elasticity_high",
            "own_elasticity",
            "own_error",
            "own_share",
            "verdict",
            "units",
            "units_low",
            "units_high",
            "best_price",
            "move",
            "best_units",
            "best_units_low",
            "best_units_high",
            "objective",
            "earned",
            "gain",
            "gain_low",
            "gain_high",
            "chance",
            "reason");
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", names));
    for (Row row : rows) {
      Map<String, Object> plain = plain(row);
      List<String> cells = new ArrayList<>();
      names.forEach(
          name ->
              cells.add(
                  CsvRows.cell(SpreadsheetText.of(String.valueOf(plain.getOrDefault(name, ""))))));
      lines.add(String.join(",", cells));
    }
    return lines;
  }
}
