// SPDX-License-Identifier: Apache-2.0

/**
 * An experiment told as a table: what each arm did, and whether choosing for each customer pays.
 */
@NullMarked
package io.perennial.decide.study;

import org.jspecify.annotations.NullMarked;
