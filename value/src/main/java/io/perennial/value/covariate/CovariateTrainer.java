// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a family with covariates that do not change, by penalised maximum likelihood from the
 * optimum without them. Covariates must be known from the first purchase on and have nothing to do
 * with what was bought since (channel, region, age): the histories tell the rest already.
 *
 * @param family which
 * @param buying columns that may move the buying rate
 * @param leaving columns that may move the leaving rate
 */
public record CovariateTrainer(
    Family family, List<String> buying, List<String> leaving, CovariateConfig config) {

  private static final int[] SAMPLES = {500, 10_000};

  public CovariateTrainer {
    buying = List.copyOf(buying);
    leaving = List.copyOf(leaving);
  }

  /** With all {@code columns} in both rates. */
  public static CovariateTrainer of(Family family, List<String> columns) {
    return new CovariateTrainer(family, columns, columns, CovariateConfig.defaults());
  }

  /**
   * The likeliest model. About 4 microseconds a customer and evaluation, some 40 evaluations.
   *
   * @param covariates row i is customer i of {@code histories}; {@code NaN} where not known
   * @throws io.perennial.value.TooLittleDataException if the histories cannot tell
   * @throws IllegalArgumentException if a column is not there, or rows are not as many
   */
  public CovariateFit train(GroupedHistories histories, FeatureMatrix covariates) {
    int n = histories.customers();
    if (covariates.rows() != n) {
      throw new IllegalArgumentException(
          "Invalid covariates: " + covariates.rows() + " rows (must be " + n + ", the customers)");
    }
    Fitted<? extends PurchaseModel> plain = family.withoutCovariates(histories);
    List<String> columns = new ArrayList<>(buying);
    leaving.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    List<Scaling> scalings = new ArrayList<>();
    double[][] z = new double[n][columns.size()];
    for (int k = 0; k < columns.size(); k++) {
      double[] values = covariates.column(columns.get(k));
      Scaling scaling = Scaling.of(columns.get(k), values);
      scalings.add(scaling);
      for (int i = 0; i < n; i++) {
        z[i][k] = scaling.of(values[i]);
      }
    }
    int[] moreOf = places(buying, columns, scalings);
    int[] soonerOf = places(leaving, columns, scalings);
    CovariateRows rows = CovariateRows.of(histories, z);
    List<Sample> samples = new ArrayList<>();
    for (int most : SAMPLES) {
      if (4 * most <= rows.size()) {
        samples.add(sample(rows.thinned(most), moreOf, soonerOf));
      }
    }
    samples.add(sample(rows, moreOf, soonerOf));
    Certificate certificate = maximize(samples, histories, plain, scalings, moreOf, soonerOf);
    return fit(certificate, plain.certificate(), scalings, moreOf, soonerOf);
  }

  private Certificate maximize(
      List<Sample> samples,
      GroupedHistories histories,
      Fitted<? extends PurchaseModel> plain,
      List<Scaling> scalings,
      int[] moreOf,
      int[] soonerOf) {
    int effects = moreOf.length + soonerOf.length;
    double[] units =
        Arrays.copyOf(family.units(histories.totalAgeWeeks() / histories.customers()), 4 + effects);
    Arrays.fill(units, 4, units.length, 1);
    List<String> names = new ArrayList<>(family.names());
    for (int k : moreOf) {
      names.add("buying × " + scalings.get(k).column());
    }
    for (int k : soonerOf) {
      names.add("leaving × " + scalings.get(k).column());
    }
    double[] start = Arrays.copyOf(plain.certificate().estimates(), 4 + effects);
    Arrays.fill(start, 4, start.length, 1);
    Certificate certificate =
        MaximumLikelihood.maximize(samples, Scale.of(names, units), List.of(start));
    if (family == Family.PARETO_NBD) {
      LogLikelihood full = samples.get(samples.size() - 1).likelihood();
      certificate =
          HomogeneousLimit.ofGamma(
              certificate,
              2,
              "dropout heterogeneity not identified: one leaving rate for all customers, but for"
                  + " their covariates, fits as well",
              histories.customers(),
              full,
              units);
    }
    List<String> warnings = new ArrayList<>(certificate.warnings());
    for (Scaling scaling : scalings) {
      if (scaling.deviation() == 0) {
        warnings.add(scaling.column() + " is constant or never known, and left out");
      }
    }
    return certificate.with(certificate.verdict(), warnings);
  }

  private CovariateFit fit(
      Certificate certificate,
      Certificate plain,
      List<Scaling> scalings,
      int[] moreOf,
      int[] soonerOf) {
    double[] found = certificate.estimates();
    List<Effect> effects = new ArrayList<>();
    double penalty = 0;
    for (int k = 4; k < found.length; k++) {
      boolean more = k - 4 < moreOf.length;
      Scaling scaling = scalings.get(more ? moreOf[k - 4] : soonerOf[k - 4 - moreOf.length]);
      double effect = Math.log(found[k]);
      penalty += 0.5 * config.ridge() * effect * effect;
      effects.add(
          new Effect(
              scaling.column(),
              more ? Effect.Rate.BUYING : Effect.Rate.LEAVING,
              effect / scaling.deviation(),
              certificate.logStandardError(k) / scaling.deviation(),
              effect));
    }
    return new CovariateFit(
        new CovariateModel(family, scalings, moreOf, soonerOf, found),
        certificate,
        effects,
        certificate.logLikelihood() + penalty - plain.logLikelihood());
  }

  private Sample sample(CovariateRows rows, int[] moreOf, int[] soonerOf) {
    return new Sample(
        new CovariateLikelihood(family, rows, moreOf, soonerOf, config.ridge()), rows.customers());
  }

  /** Places of the columns that are not constant. */
  private static int[] places(List<String> some, List<String> columns, List<Scaling> scalings) {
    return IntStream.range(0, columns.size())
        .filter(k -> some.contains(columns.get(k)) && scalings.get(k).deviation() > 0)
        .toArray();
  }
}
