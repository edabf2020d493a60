// SPDX-License-Identifier: Apache-2.0

/** What a new policy would have earned, told from the log of another. */
@NullMarked
package io.perennial.decide.offpolicy;

import org.jspecify.annotations.NullMarked;
