// SPDX-License-Identifier: Apache-2.0

/** The simulated events and truths as CSV, clean or with a counted amount of dirt. */
@NullMarked
package io.perennial.testkit.simulate.csv;

import org.jspecify.annotations.NullMarked;
