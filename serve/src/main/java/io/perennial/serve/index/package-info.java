// SPDX-License-Identifier: Apache-2.0

/** What is known of each customer, ready to be looked up. */
@NullMarked
package io.perennial.serve.index;

import org.jspecify.annotations.NullMarked;
