// SPDX-License-Identifier: Apache-2.0

/** The answers as records, and what makes them of the tables at one instant. */
@NullMarked
package io.perennial.serve.answer;

import org.jspecify.annotations.NullMarked;
