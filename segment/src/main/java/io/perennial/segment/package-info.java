// SPDX-License-Identifier: Apache-2.0
/** Customers scored by recency, frequency and monetary value, and the rules that name segments. */
@NullMarked
package io.perennial.segment;

import org.jspecify.annotations.NullMarked;
