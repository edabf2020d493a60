// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.CustomerHistory;
import io.perennial.app.query.IdentityQuery;
import io.perennial.domain.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How customers came about, and who lives with them, as things are now.
 *
 * @param others customers of the same household
 * @param steps merges and splits, the oldest first
 */
record CustomerMakeup(Set<CustomerId> others, List<CustomerHistory.Step> steps) {

  static CustomerMakeup of(Set<CustomerId> customers, OpenWorkspace open) {
    IdentityQuery query = new IdentityQuery(open.lake(), open.engine());
    Set<CustomerId> others = new TreeSet<>();
    for (IdentityQuery.Link link : query.linksOf(customers)) {
      link.household()
          .ifPresent(
              household -> query.household(household).forEach(near -> others.add(near.customer())));
    }
    others.removeAll(customers);
    List<CustomerHistory.Step> steps = new ArrayList<>();
    customers.forEach(customer -> steps.addAll(CustomerHistory.steps(query.changesOf(customer))));
    return new CustomerMakeup(others, steps);
  }
}
