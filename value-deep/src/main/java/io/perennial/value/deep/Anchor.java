// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.value.GroupedHistories;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What a network corrects: the forecast of Pareto/NBD and gamma-gamma, fitted to the same
 * histories. Networks alone are unstable in level (CDNOW: -60 to +89 % by seed), which is what
 * these models are good at. Where a base is too small for them, all buy at one rate and spend the
 * same.
 *
 * @param buying parameters of Pareto/NBD; empty where it cannot be fitted
 * @param rate purchases a week of an average customer
 * @param spending parameters of gamma-gamma; empty where it cannot be fitted
 * @param typical spend of a purchase where there is no gamma-gamma
 * @param level added to all
 */
record Anchor(
    Optional<ParetoNbdModel> buying,
    double rate,
    Optional<GammaGammaModel> spending,
    double typical,
    Level level) {

  private static final double SURE = 6;
  private static final double STAYS = 0.85;

  /** Of one purchase, squared, and of their number. */
  private static final double VARIATION = 1.5;

  /** Fits to what is known. */
  static Anchor of(Observed observed) {
    GroupedHistories histories = observed.histories();
    Optional<ParetoNbdModel> buying = Optional.empty();
    Optional<GammaGammaModel> spending = Optional.empty();
    try {
      buying = Optional.of(new ParetoNbdTrainer().train(histories).model());
    } catch (TooLittleDataException small) {
      // one rate for all is what remains
    }
    int[] repeats = observed.repeats();
    double[] mean = observed.meanSpend();
    try {
      spending =
          Optional.of(new GammaGammaTrainer().train(SpendHistories.of(repeats, mean)).model());
    } catch (TooLittleDataException small) {
      // one spend for all is what remains
    }
    double sum = 0;
    int count = 0;
    for (int i = 0; i < mean.length; i++) {
      if (repeats[i] > 0 && mean[i] > 0) {
        sum += mean[i];
        count++;
      }
    }
    return new Anchor(
        buying,
        (histories.totalRepeats() + 0.5) / (histories.totalAgeWeeks() + 1),
        spending,
        count == 0 ? 1 : sum / count,
        Level.NONE);
  }

  /** The three numbers of {@link Head} for each case, float[n * 3]. */
  float[] of(Cases cases, Target target) {
    int n = cases.customers();
    GroupedHistories histories = cases.observed().histories();
    double horizon = cases.horizonWeeks();
    double[] alive =
        buying.map(model -> model.probabilityAlive(histories)).orElseGet(() -> new double[0]);
    double[] ifAlive =
        buying
            .map(model -> model.expectedIfAlive(histories, horizon))
            .orElseGet(() -> new double[0]);
    double[] spend = cases.observed().meanSpend();
    float[] numbers = new float[n * NetShape.OUTPUTS];
    for (int i = 0; i < n; i++) {
      int g = histories.groupOf(i);
      int x = histories.repeats(g);
      double age = histories.ageWeeks(g);
      double[] at = new double[NetShape.OUTPUTS];
      if (buying.isPresent()) {
        at[0] = within(Math.log(alive[g]) - Math.log1p(-alive[g]), SURE);
        at[1] = Math.log(Math.max(ifAlive[g], 1e-9));
        at[2] = Math.log(buying.get().r() + x);
      } else {
        at[0] = STAYS;
        at[1] = Math.log((0.5 + x) / (0.5 / rate + age) * horizon);
        at[2] = Math.log(0.5 + x);
      }
      at[2] = Math.max(Head.COUNTS.lowest(), Math.min(Head.COUNTS.highest(), at[2]));
      if (target == Target.SPEND) {
        money(at, Math.max(spendOf(x, spend[i]), 1e-9));
      }
      for (int k = 0; k < at.length; k++) {
        numbers[i * at.length + k] = (float) at[k];
      }
    }
    level.addTo(numbers);
    return numbers;
  }

  private double spendOf(int repeats, double mean) {
    return spending.map(model -> model.expectedSpend(repeats, mean)).orElse(typical);
  }

  /**
   * Counts to money: the chance of a purchase, and the spend of who makes one, whose squared
   * coefficient of variation is that of a sum of so many purchases and of a rate known so well.
   */
  private static void money(double[] at, double spend) {
    double mean = Head.COUNTS.mean(at);
    double chance = Math.min(Math.max(Head.COUNTS.aboveZero(at), 1e-6), 1 - 1e-6);
    double count = Math.max(mean / chance, 1);
    double square = Math.log1p(VARIATION / count + Math.exp(-at[2]));
    at[0] = within(Math.log(chance) - Math.log1p(-chance), SURE);
    at[1] = Math.log(count * spend) - 0.5 * square;
    at[2] = 0.5 * Math.log(square);
  }

  /** The same on a level. */
  Anchor on(Level other) {
    return new Anchor(buying, rate, spending, typical, other);
  }

  private static double within(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(buying.isPresent());
    if (buying.isPresent()) {
      ParetoNbdModel model = buying.get();
      writeAll(out, model.r(), model.alpha(), model.s(), model.beta());
    }
    out.writeBoolean(spending.isPresent());
    if (spending.isPresent()) {
      GammaGammaModel model = spending.get();
      writeAll(out, model.p(), model.q(), model.gamma());
    }
    writeAll(out, rate, typical);
    level.write(out);
  }

  private static void writeAll(DataOutput out, double... values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static Anchor read(DataInput in) throws IOException {
    Optional<ParetoNbdModel> buying =
        in.readBoolean()
            ? Optional.of(
                new ParetoNbdModel(
                    in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()))
            : Optional.empty();
    Optional<GammaGammaModel> spending =
        in.readBoolean()
            ? Optional.of(new GammaGammaModel(in.readDouble(), in.readDouble(), in.readDouble()))
            : Optional.empty();
    return new Anchor(buying, in.readDouble(), spending, in.readDouble(), Level.read(in));
  }
}
