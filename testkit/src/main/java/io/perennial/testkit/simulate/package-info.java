// SPDX-License-Identifier: Apache-2.0

/** A retailer that never was, whose customers' true rates, lifetimes and spend are known. */
@NullMarked
package io.perennial.testkit.simulate;

import org.jspecify.annotations.NullMarked;
