// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

/** The log-likelihood of a whole data set as a function of k parameters. */
@FunctionalInterface
public interface LogLikelihood {

  /** The value at {@code parameters}, double[k]; its gradient goes to {@code gradient}. */
  double at(double[] parameters, double[] gradient);

  /** The value at {@code parameters} alone, for who needs no gradient. */
  default double at(double[] parameters) {
    return at(parameters, new double[parameters.length]);
  }
}
