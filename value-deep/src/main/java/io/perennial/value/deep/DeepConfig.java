// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import java.util.List;

/**
 * How networks are trained.
 *
 * @param settings that are tried against each other by successive halving; one alone is taken as it
 *     is
 * @param members networks of one model, each with a start of its own, >= 1
 * @param epochs at most, >= 1
 * @param patience epochs without a better loss on held-out customers, after which training ends; >=
 *     1
 * @param searchRows customers that settings are tried on at most, >= 1
 */
public record DeepConfig(
    List<Setting> settings, int members, int epochs, int patience, int searchRows) {

  /**
   * What may be tried.
   *
   * @param width of hidden layers, a multiple of 4
   * @param batch customers a step, >= 1
   * @param rate at which Adam learns, > 0
   * @param dropout share of hidden numbers left out at random, in [0, 1)
   * @param decay of weights, >= 0
   */
  public record Setting(int width, int batch, double rate, double dropout, double decay) {

    public Setting {
      if (width < 4
          || width % 4 != 0
          || batch < 1
          || !(rate > 0 && rate <= 1)
          || !(dropout >= 0 && dropout < 1)
          || !(decay >= 0 && decay <= 1)) {
        throw new IllegalArgumentException(
            "Invalid setting: width "
                + width
                + ", batch "
                + batch
                + ", rate "
                + rate
                + ", dropout "
                + dropout
                + ", decay "
                + decay
                + " (must be a multiple of 4, >= 1, in (0, 1], in [0, 1), in [0, 1])");
      }
    }
  }

  public DeepConfig {
    settings = List.copyOf(settings);
    if (settings.isEmpty() || members < 1 || epochs < 1 || patience < 1 || searchRows < 1) {
      throw new IllegalArgumentException(
          "Invalid training: "
              + settings.size()
              + " settings, "
              + members
              + " members, "
              + epochs
              + " epochs, patience "
              + patience
              + ", "
              + searchRows
              + " rows of search (must be >= 1 each)");
    }
  }

  /** Four settings tried on 10,000 customers, then 5 members, 30 epochs, patience 4. */
  public static DeepConfig defaults() {
    return new DeepConfig(
        List.of(
            new Setting(16, 128, 3e-3, 0.1, 1e-3),
            new Setting(32, 128, 3e-3, 0.2, 1e-3),
            new Setting(32, 512, 3e-3, 0.1, 1e-2),
            new Setting(48, 256, 1e-3, 0.3, 1e-2)),
        5,
        30,
        4,
        10_000);
  }

  /**
   * One setting, 3 members, 15 epochs, patience 2: about a quarter of the work, for comparisons in
   * which a model is trained many times.
   */
  public static DeepConfig quick() {
    return new DeepConfig(List.of(new Setting(16, 128, 3e-3, 0.1, 1e-3)), 3, 15, 2, 1);
  }

  /** The same with one setting, which is not searched for. */
  public DeepConfig with(Setting setting) {
    return new DeepConfig(List.of(setting), members, epochs, patience, searchRows);
  }

  /** The same with so many networks. */
  public DeepConfig withMembers(int count) {
    return new DeepConfig(settings, count, epochs, patience, searchRows);
  }

  /** The same with at most so many epochs. */
  public DeepConfig withEpochs(int most) {
    return new DeepConfig(settings, members, most, patience, searchRows);
  }
}
