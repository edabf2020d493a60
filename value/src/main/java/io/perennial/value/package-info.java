// SPDX-License-Identifier: Apache-2.0

/** What a customer's purchases so far say of the purchases and the value to come: the contracts. */
@NullMarked
package io.perennial.value;

import org.jspecify.annotations.NullMarked;
