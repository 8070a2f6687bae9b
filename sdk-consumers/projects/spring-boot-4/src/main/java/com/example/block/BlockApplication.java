package com.example.block;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** One client for the whole application; Spring closes it at shutdown. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BlockApplication {

    @ConfigurationProperties("waiver.email")
    record EmailProperties(String baseUrl, String clientId, String accessKey) {}

    @Bean
    EmailClient emailClient(EmailProperties settings) {
        return EmailClient.builder()
                .baseUrl(settings.baseUrl())
                .credentials(InfinityCredentials.of(settings.clientId(), settings.accessKey()))
                .build();
    }

    public static void main(String[] args) {
        SpringApplication.run(BlockApplication.class, args);
    }
}
