// SPDX-License-Identifier: Apache-2.0

/**
 * Which channels conversions are credited to, by the usual rules and by what would be lost without
 * them, with intervals; beside it what a hold-out says was truly gained.
 */
@NullMarked
package io.perennial.decide.attribute;

import org.jspecify.annotations.NullMarked;
