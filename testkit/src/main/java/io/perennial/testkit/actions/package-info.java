// SPDX-License-Identifier: Apache-2.0
/** A retailer whose customers answer to actions, with the effect of each on each known. */
@NullMarked
package io.perennial.testkit.actions;

import org.jspecify.annotations.NullMarked;
