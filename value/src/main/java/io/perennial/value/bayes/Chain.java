// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.random.RandomStream;
import java.util.function.ToDoubleFunction;

/**
 * One Markov chain with a given density, by Metropolis and Hastings. Two kinds of proposals take
 * turns: independent ones ({@link Proposal}), which are nearly independent draws where they fit the
 * density, and steps of a random walk, which move on where they do not. One evaluation a round.
 * Source: Tierney (1994), section 2.3.
 */
final class Chain {

  /** Of widths; 2.38 / sqrt(k) is best for a normal (Roberts, Gelman and Gilks 1997). */
  private static final double STEP = 2.38;

  private final ToDoubleFunction<double[]> logDensity;
  private final Proposal proposal;
  private final RandomStream random;
  private double[] z;
  private double density;

  private Chain(ToDoubleFunction<double[]> logDensity, Proposal proposal, RandomStream random) {
    this.logDensity = logDensity;
    this.proposal = proposal;
    this.random = random;
    this.z = new double[proposal.size()];
    this.density = Double.NEGATIVE_INFINITY;
  }

  /**
   * The draws that count, double[rounds][k].
   *
   * @param logDensity of k variables, up to a constant; minus infinity or NaN means «not here»
   */
  static double[][] run(
      ToDoubleFunction<double[]> logDensity,
      Proposal proposal,
      int warmUp,
      int rounds,
      RandomStream random) {
    Chain chain = new Chain(logDensity, proposal, random);
    chain.begin();
    for (int round = 0; round < warmUp; round++) {
      chain.move(round);
    }
    double[][] draws = new double[rounds][];
    for (int round = 0; round < rounds; round++) {
      chain.move(round);
      draws[round] = proposal.point(chain.z);
    }
    return draws;
  }

  /** Starts anywhere in what is proposed, which is wide: chains that agree come from apart. */
  private void begin() {
    for (int attempt = 0; attempt < 100 && !(density > Double.NEGATIVE_INFINITY); attempt++) {
      z = attempt < 50 ? proposal.draw(random) : proposal.scaled(random, 0.5);
      density = logDensity.applyAsDouble(proposal.point(z));
    }
  }

  private void move(int round) {
    double[] next;
    double ratio = 0;
    if (round % 4 == 3) {
      next = proposal.step(random, STEP / Math.sqrt(z.length));
      for (int i = 0; i < next.length; i++) {
        next[i] += z[i];
      }
    } else {
      next = proposal.draw(random);
      ratio = proposal.logDensity(z) - proposal.logDensity(next);
    }
    double reached = logDensity.applyAsDouble(proposal.point(next));
    if (StrictMath.log(random.nextOpenDouble()) < reached - density + ratio) {
      z = next;
      density = reached;
    }
  }
}
