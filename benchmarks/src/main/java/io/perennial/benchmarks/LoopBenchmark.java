// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Locale;

/** What deciding, seeing and learning earns, beside rules that stay and an oracle. */
final class LoopBenchmark implements Benchmark {

  private static final int ROUNDS = 12;
  private static final int HEAP = 2_048;

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public String question() {
    return "Twelve rounds of deciding and learning, 100,000 simulated customers whose effects are"
        + " known: regret of the plan learned (aim: <= 5 % of the oracle's net value), against a"
        + " playbook";
  }

  @Override
  public String run(Session session) {
    int customers = (int) Math.min(100_000, Math.max(1_000, session.options().rows() / 100));
    int rounds = customers < 10_000 ? 3 : ROUNDS;
    Sample sample =
        session.once(
            new Trial(
                    "loop",
                    WorkName.LOOP,
                    Arguments.none().with("customers", customers).with("decisions", rounds))
                .withHeap(HEAP));
    Table table =
        new Table("round", "oracle", "playbook %", "loop %", "plan learned %", "withdrawn");
    double[] sums = new double[4];
    String[] names = {"oracle", "playbook", "loop", "learned"};
    for (int round = 0; round < rounds; round++) {
      String at = String.format(Locale.ROOT, ".%02d", round);
      double[] nets = new double[names.length];
      for (int k = 0; k < names.length; k++) {
        nets[k] = sample.number(names[k] + at);
        sums[k] += nets[k];
      }
      row(table, String.valueOf(round + 1), nets, sample.number("withdrawn" + at));
    }
    row(table, "all", sums, Double.NaN);
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d customers, net value, percent of the oracle's, who knows every effect. The loop"
                + " pays for what it tries; the plan learned is what it would do if it stopped"
                + " trying.%n",
            customers);
  }

  private static void row(Table table, String round, double[] nets, double withdrawn) {
    table.row(
        round,
        Table.count(nets[0]),
        percent(nets[1], nets[0]),
        percent(nets[2], nets[0]),
        percent(nets[3], nets[0]),
        Table.count(withdrawn));
  }

  private static String percent(double part, double whole) {
    return String.format(Locale.ROOT, "%.1f", 100 * part / whole);
  }
}
