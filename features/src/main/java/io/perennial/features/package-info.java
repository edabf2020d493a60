// SPDX-License-Identifier: Apache-2.0
/** A customer's events to what is known as of an instant: purchases, returns, and their rhythm. */
@NullMarked
package io.perennial.features;

import org.jspecify.annotations.NullMarked;
