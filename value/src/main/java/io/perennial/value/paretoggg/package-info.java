// SPDX-License-Identifier: Apache-2.0

/** The Pareto/GGG model: as Pareto/NBD, but each customer buys with a regularity of his own. */
@NullMarked
package io.perennial.value.paretoggg;

import org.jspecify.annotations.NullMarked;
