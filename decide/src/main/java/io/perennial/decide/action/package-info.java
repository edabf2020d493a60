// SPDX-License-Identifier: Apache-2.0

/** What can be done with a customer, for whom, within which limits: declared, checked, frozen. */
@NullMarked
package io.perennial.decide.action;

import org.jspecify.annotations.NullMarked;
