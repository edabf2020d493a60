// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.identity.block.BlockingReport;
import io.perennial.identity.block.RuleFigures;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.LeftOut;
import io.perennial.identity.pipeline.BlockingExplanation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would be compared, for people and for programs. */
final class BlockingText {

  private final BlockingExplanation found;

  BlockingText(BlockingExplanation found) {
    this.found = found;
  }

  void write(Appendable out) throws IOException {
    BlockingReport report = found.report();
    out.append(
        String.format(
            Locale.ROOT,
            "%s%s; of about %,.0f pairs that are one customer the rules find %.1f %%, comparing"
                + " %,.0f of %,.0f pairs%n%n",
            Amounts.count(report.records(), "record"),
            report.sampled() < report.records()
                ? ", costs from a sample of " + Amounts.count(report.sampled())
                : "",
            report.expectedMatches(),
            100 * report.covered(),
            report.pairs(),
            report.records() * (report.records() - 1.0) / 2));
    attributes(out);
    if (!report.rules().isEmpty()) {
      out.append("\nPairs that share what a rule says are compared\n");
      rules(report.rules(), out);
    }
    if (!report.refine().isEmpty()) {
      out.append("\nGroups that are too large are cut by: ")
          .append(String.join(", ", report.refine()))
          .append('\n');
    }
    if (!report.rejected().isEmpty()) {
      out.append("\nNot worth it\n");
      rules(report.rejected(), out);
    }
  }

  private void attributes(Appendable out) throws IOException {
    TextTable table = TextTable.of("attribute", "compared as", "because");
    for (ComparedAttribute attribute : found.attributes()) {
      table.row(attribute.name(), word(attribute), attribute.why());
    }
    for (LeftOut one : found.leftOut()) {
      table.row(one.attribute(), "not compared", one.reason());
    }
    table.write(out);
  }

  private static void rules(List<RuleFigures> rules, Appendable out) throws IOException {
    TextTable table =
        TextTable.of(
            "rule", "why", ">pairs", ">finds", ">with those before", ">largest group", ">cut");
    for (RuleFigures rule : rules) {
      table.row(
          rule.rule(),
          rule.why(),
          Amounts.count(Math.round(rule.pairs())),
          percent(rule.share()),
          percent(rule.cumulative()),
          Amounts.count(Math.round(rule.biggest())),
          Amounts.count(Math.round(rule.cut())));
    }
    table.write(out);
  }

  private static String word(ComparedAttribute attribute) {
    return attribute.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  String json() {
    BlockingReport report = found.report();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("records", report.records());
    plain.put("sampled", report.sampled());
    plain.put("expected_matches", report.expectedMatches());
    plain.put("pairs", report.pairs());
    plain.put("covered", report.covered());
    plain.put(
        "attributes",
        found.attributes().stream()
            .map(
                attribute ->
                    Map.of(
                        "name", attribute.name(),
                        "kind", word(attribute),
                        "because", attribute.why()))
            .toList());
    plain.put(
        "left_out",
        found.leftOut().stream()
            .map(one -> Map.of("name", one.attribute(), "because", one.reason()))
            .toList());
    plain.put("rules", report.rules().stream().map(BlockingText::plain).toList());
    plain.put("refine", report.refine());
    plain.put("rejected", report.rejected().stream().map(BlockingText::plain).toList());
    return JsonText.of(plain);
  }

  private static Map<String, Object> plain(RuleFigures rule) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("rule", rule.rule());
    plain.put("why", rule.why());
    plain.put("pairs", rule.pairs());
    plain.put("share", rule.share());
    plain.put("cumulative", rule.cumulative());
    plain.put("biggest", rule.biggest());
    plain.put("cut", rule.cut());
    return plain;
  }
}
