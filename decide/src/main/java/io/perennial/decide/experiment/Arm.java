// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/**
 * One of the things that are tried.
 *
 * @param name unique within the experiment
 * @param weight how many get it, beside the weights of the others; > 0
 */
public record Arm(String name, double weight) {

  public Arm {
    Checked.word("arm", name);
    Checked.positive("weight of arm " + name, weight);
  }
}
