// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.PurchaseModel;
import java.util.Arrays;
import java.util.List;

/**
 * A fitted family with covariates: four parameters of a customer whose covariates are all at their
 * mean, and the effects that make every other customer's. A customer's own model answers all
 * questions: P(alive), expectations, discounted purchases, draws. Immutable.
 */
public final class CovariateModel {

  private final Family family;
  private final List<Scaling> scalings;
  private final int[] buying;
  private final int[] leaving;
  private final double[] parameters;

  CovariateModel(
      Family family, List<Scaling> scalings, int[] buying, int[] leaving, double[] parameters) {
    this.family = family;
    this.scalings = List.copyOf(scalings);
    this.buying = buying.clone();
    this.leaving = leaving.clone();
    this.parameters = parameters.clone();
  }

  /** The columns that it reads, in the order of {@link #of}. */
  public List<String> columns() {
    return scalings.stream().map(Scaling::column).toList();
  }

  /** Which family. */
  public Family family() {
    return family;
  }

  /** The model of a customer whose covariates are at their mean. */
  public PurchaseModel typical() {
    return family.model(parameters, 0, 0);
  }

  /**
   * The model of a customer.
   *
   * @param covariates in the order of {@link #columns()}, in their own units; {@code NaN} where not
   *     known
   */
  public PurchaseModel of(double[] covariates) {
    if (covariates.length != scalings.size()) {
      throw new IllegalArgumentException(
          "Invalid covariates: " + covariates.length + " values (must be " + columns() + ")");
    }
    double more = 0;
    for (int k = 0; k < buying.length; k++) {
      more += Math.log(parameters[4 + k]) * scalings.get(buying[k]).of(covariates[buying[k]]);
    }
    double sooner = 0;
    for (int k = 0; k < leaving.length; k++) {
      sooner +=
          Math.log(parameters[4 + buying.length + k])
              * scalings.get(leaving[k]).of(covariates[leaving[k]]);
    }
    return family.model(parameters, held(more), held(sooner));
  }

  /** The same with other parameters, in the order of the certificate. */
  CovariateModel withParameters(double[] others) {
    return new CovariateModel(family, scalings, buying, leaving, others);
  }

  /** Rates move by a factor of e^20 at most: beyond it nothing is known, and all stays finite. */
  private static double held(double value) {
    return Math.min(20, Math.max(-20, value));
  }

  @Override
  public String toString() {
    return family.title() + " with " + columns() + " " + Arrays.toString(parameters);
  }
}
