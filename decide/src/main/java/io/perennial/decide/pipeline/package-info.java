// SPDX-License-Identifier: Apache-2.0

/** The step {@code decide}; it and the packages below alone read and write tables here. */
@NullMarked
package io.perennial.decide.pipeline;

import org.jspecify.annotations.NullMarked;
