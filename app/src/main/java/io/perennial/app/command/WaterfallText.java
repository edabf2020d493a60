// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.TextTable;
import io.perennial.identity.model.Waterfall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A waterfall of weights for people and for programs. */
final class WaterfallText {

  private static final int BAR = 20;
  private static final int WIDEST = 40;

  private WaterfallText() {}

  /**
   * Writes the weights as a table: a line for the prior, each attribute, the total.
   *
   * @param values what each side says of an attribute, for those who may see it; may be empty
   */
  static void write(Waterfall waterfall, Map<String, List<String>> values, Appendable out)
      throws IOException {
    double most = Math.max(Math.abs(waterfall.priorBits()), Math.abs(waterfall.totalBits()));
    for (Waterfall.Evidence one : waterfall.evidence()) {
      most = Math.max(most, Math.abs(one.bits()));
    }
    List<String> titles = new ArrayList<>(List.of("evidence", "agreement"));
    List<Boolean> right = new ArrayList<>(List.of(false, false));
    if (!values.isEmpty()) {
      titles.addAll(List.of("A says", "B says"));
      right.addAll(List.of(false, false));
    }
    titles.addAll(List.of("bits", ""));
    right.addAll(List.of(true, false));
    TextTable table = new TextTable(titles, right, WIDEST);
    row(table, "prior", "any two records", waterfall.priorBits(), most, values);
    for (Waterfall.Evidence one : waterfall.evidence()) {
      row(table, one.attribute(), one.level(), one.bits(), most, values);
    }
    row(table, "total", probability(waterfall.probability()), waterfall.totalBits(), most, values);
    table.write(out);
  }

  private static void row(
      TextTable table,
      String name,
      String level,
      double bits,
      double most,
      Map<String, List<String>> values) {
    List<String> cells = new ArrayList<>(List.of(name.replace('_', ' '), level));
    if (!values.isEmpty()) {
      cells.addAll(values.getOrDefault(name, List.of("", "")));
    }
    cells.add(String.format(Locale.ROOT, "%+.2f", bits));
    int length = most == 0 ? 0 : (int) Math.round(BAR * Math.abs(bits) / most);
    cells.add((bits < 0 ? "░" : "█").repeat(length));
    table.row(cells);
  }

  /** {@code probability .9983}, exact enough near 0 and 1. */
  static String probability(double probability) {
    return "probability " + digits(probability);
  }

  /** A probability with as many digits as tell it from 0 and 1. */
  static String digits(double probability) {
    double away = Math.min(probability, 1 - probability);
    int digits = away >= 0.001 ? 4 : away >= 1e-6 ? 7 : 10;
    return String.format(Locale.ROOT, "%." + digits + "f", probability);
  }

  /** The weights for programs. */
  static Map<String, Object> plain(Waterfall waterfall) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("prior_bits", waterfall.priorBits());
    plain.put(
        "evidence",
        waterfall.evidence().stream()
            .map(
                one -> {
                  Map<String, Object> each = new LinkedHashMap<>();
                  each.put("attribute", one.attribute());
                  each.put("level", one.level());
                  each.put("bits", one.bits());
                  return each;
                })
            .toList());
    plain.put("total_bits", waterfall.totalBits());
    plain.put("probability", waterfall.probability());
    return plain;
  }
}
