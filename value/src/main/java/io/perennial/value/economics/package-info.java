// SPDX-License-Identifier: Apache-2.0

/** What customers' value means in business: against its cost, over time, by tier, and come true. */
@NullMarked
package io.perennial.value.economics;

import org.jspecify.annotations.NullMarked;
