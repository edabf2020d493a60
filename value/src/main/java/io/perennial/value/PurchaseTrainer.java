// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

/** How a family of purchase models is fitted. Stateless; the same histories give the same bits. */
public interface PurchaseTrainer<M extends PurchaseModel> {

  /** The family's name, as in {@code "Pareto/NBD"}. */
  String name();

  /**
   * The member of the family under which the histories are likeliest.
   *
   * @throws TooLittleDataException if the histories cannot tell; the message says why
   */
  Fitted<M> train(GroupedHistories histories);
}
