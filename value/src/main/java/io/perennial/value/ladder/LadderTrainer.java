// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * How one kind of model on the ladder is fitted. Stateless: the same lessons, target and
 * configuration give the same bits, on any number of threads.
 */
public interface LadderTrainer {

  /** What people know it by, as {@code "Pareto/NBD"} or {@code "boosted hurdle"}. */
  String name();

  /**
   * The fitted model.
   *
   * @throws io.perennial.value.TooLittleDataException if the lessons cannot tell; the message says
   *     why
   */
  LadderModel train(Lessons lessons, Target target, LadderConfig config);
}
