// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.segment.pipeline.SegmentLook;
import io.perennial.segment.profile.Preview;
import io.perennial.segment.profile.Preview.FeatureQuantiles;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows who would be in a segment. */
@Command(
    name = "preview",
    header = "Who would be in a segment of a condition, before it is written down.",
    description = {
      "The condition is one of segment.rules: an expression over features, which perennial features",
      "--list shows. Quantiles are of those members who have the feature: a tenth of them is below the",
      "first, half below the median; all is the median of all customers. Nothing is written."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment preview \"spend_365d > 1000 and orders_365d >= 3\"",
      "  perennial segment preview \"days_since_order > 2 * typical.order_gap_median_days\" --json"
    })
final class SegmentPreviewCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(paramLabel = "CONDITION", description = "Of whom it holds is in the segment.")
  private String condition = "";

  SegmentPreviewCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      Optional<Preview> preview = look(open);
      PrintStream out = perennial.surroundings().out();
      if (preview.isEmpty()) {
        if (perennial.json()) {
          out.println("{}");
        } else {
          perennial.say("No customers yet: perennial run makes features.");
        }
      } else if (perennial.json()) {
        out.println(JsonText.of(plain(preview.get())));
      } else {
        tell(preview.get(), out);
      }
      return ExitCode.DONE.number();
    }
  }

  private Optional<Preview> look(OpenWorkspace open) {
    try {
      return new SegmentLook(open.lake(), open.engine())
          .preview(condition, open.settings().segment().dictionary());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void tell(Preview preview, PrintStream out) throws IOException {
    out.printf(
        Locale.ROOT,
        "%s of %s, %.1f %%%s%n",
        Amounts.count(preview.customers()),
        Amounts.count(preview.of(), "customer"),
        100 * preview.share(),
        preview.spendShare().isPresent()
            ? String.format(
                Locale.ROOT,
                "; %.1f %% of what all spent (%,.0f)",
                100 * preview.spendShare().getAsDouble(),
                preview.spend())
            : "");
    if (preview.customers() == 0) {
      return;
    }
    out.println();
    TextTable table =
        TextTable.of("feature", ">known", ">10 %", ">25 %", ">median", ">75 %", ">90 %", ">all");
    for (FeatureQuantiles each : preview.quantiles()) {
      table.row(
          each.feature(),
          Amounts.count(each.known()),
          number(each.tenth()),
          number(each.quarter()),
          number(each.median()),
          number(each.threeQuarters()),
          number(each.nineTenths()),
          number(each.all()));
    }
    table.write(out);
    out.println();
    out.println(
        "Typical: "
            + preview.typical().stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " (perennial customer shows one)");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
  }

  private static Map<String, Object> plain(Preview preview) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("customers", preview.customers());
    plain.put("of", preview.of());
    plain.put("share", preview.share());
    plain.put("spend", preview.spend());
    plain.put("spend_share", preview.spendShare().stream().boxed().findFirst());
    plain.put("typical", List.copyOf(preview.typical()));
    plain.put("features", preview.quantiles().stream().map(SegmentPreviewCommand::plain).toList());
    return plain;
  }

  private static Map<String, Object> plain(FeatureQuantiles quantiles) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("feature", quantiles.feature());
    plain.put("known", quantiles.known());
    plain.put("tenth", quantiles.tenth());
    plain.put("quarter", quantiles.quarter());
    plain.put("median", quantiles.median());
    plain.put("three_quarters", quantiles.threeQuarters());
    plain.put("nine_tenths", quantiles.nineTenths());
    plain.put("all", quantiles.all());
    return plain;
  }
}
