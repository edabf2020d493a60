// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

/** What personal data is used for; consent is given for one purpose at a time. */
public enum Purpose {
  /** Running the contract with the customer: orders, service, the law's demands. */
  SERVICE,
  /** Aggregate statistics and models. */
  ANALYTICS,
  /** Deciding what one customer sees. */
  PERSONALISATION,
  /** Addressing the customer with offers. */
  MARKETING,
  /** What the customer asked of us: access, portability, erasure. */
  DATA_SUBJECT_REQUEST
}
