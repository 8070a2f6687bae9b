package com.example.block;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableAsync;

/** An application that manages exceptions of three security products. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableAsync
public class BlockApplication {
    public static void main(String[] args) {
        SpringApplication.run(BlockApplication.class, args);
    }
}
