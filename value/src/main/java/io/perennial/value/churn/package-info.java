// SPDX-License-Identifier: Apache-2.0
/**
 * Who is leaving: learned from a table of customers who left or stayed, or read off the rhythm of
 * purchases; how sure that is, why, what it costs, and what to do.
 */
@NullMarked
package io.perennial.value.churn;

import org.jspecify.annotations.NullMarked;
