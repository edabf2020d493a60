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
   * How many of a customer's last events it reads, at most; 0 where it reads none, and {@link
   * Cases#events()} may be empty. Purchases are among {@link EventSequences} in any case, so 1 is
   * for who reads those alone.
   */
  default int events() {
    return 0;
  }

  /**
   * The fitted model.
   *
   * @throws io.perennial.value.TooLittleDataException if the lessons cannot tell; the message says
   *     why
   */
  LadderModel train(Lessons lessons, Target target, LadderConfig config);
}
