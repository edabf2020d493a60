// SPDX-License-Identifier: Apache-2.0

/** The Pareto/NBD model: customers buy at their own rate and leave at their own rate, unseen. */
@NullMarked
package io.perennial.value.paretonbd;

import org.jspecify.annotations.NullMarked;
