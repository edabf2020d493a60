// SPDX-License-Identifier: Apache-2.0

/** A company of six sources that never was: its files, what is wrong in them, and the truth. */
@NullMarked
package io.perennial.testkit.company;

import org.jspecify.annotations.NullMarked;
